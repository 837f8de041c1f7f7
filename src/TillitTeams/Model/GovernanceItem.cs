namespace TillitTeams.Model;

/// <summary>
/// What the council has decided: a goal or a principle. It is never deleted, only retired with
/// <see cref="ValidTo"/>, so that the links made under it keep their meaning.
/// </summary>
public abstract class GovernanceItem : ITenantRow
{
    public const int NameMaxLength = 80;
    public const int DescriptionMaxLength = 500;
    public const int ReferenceMaxLength = 200;

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

    /// <summary>Its place among the others of its kind; also a concurrency token, so that two who arrange at once notice.</summary>
    public int Order { get; set; }
    public ItemColour Colour { get; set; }
    public ItemIcon Icon { get; set; }

    /// <summary>What it was merged into, of its own kind.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Changes on every save but that of <see cref="Order"/>, so that two people who edit at once are noticed.</summary>
    public Guid Version { get; set; }

    public abstract ItemKind Kind { get; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

public sealed class Goal : GovernanceItem
{
    public override ItemKind Kind => ItemKind.Goal;
}

public sealed class Principle : GovernanceItem
{
    public override ItemKind Kind => ItemKind.Principle;
}

public enum ItemKind
{
    Goal,
    Principle,
}

/// <summary>A few that everybody can read in every theme: each is a pair of the style's, <c>--hue0</c> and on.</summary>
public enum ItemColour
{
    Indigo,
    Blue,
    Green,
    Rust,
    Plum,
    Teal,
    Amber,
}

public enum ItemIcon
{
    Compass,
    Lake,
    Sprout,
    Sun,
    Heart,
    Bridge,
    Star,
    House,
    Book,
    Tree,
    Scales,
    Speech,
    Clock,
    Eye,
    Castle,
}

/// <summary>What an item looks like until somebody chooses.</summary>
public static class ItemLook
{
    /// <summary>The first colour and the first icon are those of the principles; goals take the others in turn.</summary>
    private const int OfGoals = 6;

    public static (ItemColour Colour, ItemIcon Icon) Usual(ItemKind kind, int order) => kind == ItemKind.Goal
        ? ((ItemColour)(order % OfGoals + 1), (ItemIcon)(order % OfGoals + 1))
        : (ItemColour.Indigo, ItemIcon.Compass);
}
