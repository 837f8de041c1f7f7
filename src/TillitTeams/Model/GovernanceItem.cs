namespace TillitTeams.Model;

/// <summary>
/// What the council has decided: a goal or a principle. It is never deleted, only retired with
/// <see cref="ValidTo"/>, so that the links made under it keep their meaning.
/// </summary>
public abstract class GovernanceItem : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <summary>Stable, readable key, unique per tenant and kind: <c>hallbar</c>.</summary>
    public required string Code { get; init; }
    public required LocalText Name { get; set; }
    public required LocalText Description { get; set; }

    /// <summary>The council's minutes: <c>Kommunfullmäktige § 84</c>.</summary>
    public required string DecisionReference { get; set; }
    public DateOnly DecidedOn { get; set; }
    public DateOnly ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }
    public int Order { get; set; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

public sealed class Goal : GovernanceItem;

public sealed class Principle : GovernanceItem;
