namespace TillitTeams.Tagging.Documents;

/// <summary>Names the resource files beside it.</summary>
public sealed class SitesTexts;
