namespace TillitTeams.Outbox;

/// <summary>Names the resource files beside it.</summary>
public sealed class OutboxTexts;
