namespace TillitTeams.Initiatives.Form;

/// <summary>Names the resource files beside it.</summary>
public sealed class InitiativeFormTexts;
