namespace TillitTeams.Governance.Records;

/// <summary>Names the resource file beside it.</summary>
public sealed class RecordsTexts;
