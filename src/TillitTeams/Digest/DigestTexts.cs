namespace TillitTeams.Digest;

/// <summary>Names the resource files beside it.</summary>
public sealed class DigestTexts;
