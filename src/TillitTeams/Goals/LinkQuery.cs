using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>Which links a page shows, the newest source first.</summary>
/// <param name="GoalId">Null for links of any goal; likewise the other parts.</param>
/// <param name="Channels">With <paramref name="TeamId"/>, links from these channels to any of <paramref name="AnyOfGoals"/>.</param>
/// <param name="After">Continues after this link.</param>
internal sealed record LinkQuery(
    Guid? GoalId = null,
    Guid? PrincipleId = null,
    DateTimeOffset? Since = null,
    string? TeamId = null,
    string? Words = null,
    bool WithWhy = false,
    LinkKind? Kind = null,
    IReadOnlyList<string>? Channels = null,
    IReadOnlyList<Guid>? AnyOfGoals = null,
    LinkCursor? After = null)
{
    public const int PageSize = 20;

    public int Size { get; init; } = PageSize;
}

/// <param name="Links">What the caller may see, with nothing in between that they may not.</param>
/// <param name="Next">Null when the caller can see no more.</param>
/// <param name="InDoubt">Teams could not be asked about everything just now.</param>
internal sealed record LinkPage(IReadOnlyList<VisibleLink> Links, LinkCursor? Next, bool InDoubt)
{
    public static LinkPage Unknown { get; } = new([], null, true);
}
