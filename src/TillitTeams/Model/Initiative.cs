namespace TillitTeams.Model;

public enum InitiativeState
{
    Idea,
    Ongoing,
    Done,
    Paused,
}

public sealed class Initiative : ITenantRow
{
    public const int TitleMaxLength = 120;

    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public required string Title { get; set; }
    public string? ResidentsGain { get; set; }
    public InitiativeState State { get; set; }
}
