namespace TillitTeams.Governance;

/// <summary>Names the resource files beside it.</summary>
public sealed class GovernanceTexts;
