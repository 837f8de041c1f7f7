namespace TillitTeams.Hosting;

/// <summary>Names the resource files beside it.</summary>
public sealed class SettingsTexts;
