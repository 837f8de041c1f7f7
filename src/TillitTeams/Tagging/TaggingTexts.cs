namespace TillitTeams.Tagging;

/// <summary>Names the resource files beside it.</summary>
public sealed class TaggingTexts;
