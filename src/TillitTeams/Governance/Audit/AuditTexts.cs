namespace TillitTeams.Governance.Audit;

/// <summary>Names the resource files beside it.</summary>
public sealed class AuditTexts;
