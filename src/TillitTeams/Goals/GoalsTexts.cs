namespace TillitTeams.Goals;

/// <summary>Names the resource files beside it.</summary>
public sealed class GoalsTexts;
