namespace TillitTeams.Initiatives;

/// <summary>Names the resource files beside it.</summary>
public sealed class InitiativeCardTexts;
