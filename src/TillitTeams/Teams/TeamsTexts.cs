namespace TillitTeams.Teams;

/// <summary>Names the resource files beside it.</summary>
public sealed class TeamsTexts;
