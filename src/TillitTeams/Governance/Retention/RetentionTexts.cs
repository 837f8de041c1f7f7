namespace TillitTeams.Governance.Retention;

/// <summary>Names the resource files beside it.</summary>
public sealed class RetentionTexts;
