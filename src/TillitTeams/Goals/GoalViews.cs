using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>The council's goals and principles, retired ones included because links go on naming them.</summary>
internal sealed record CouncilModel(IReadOnlyList<Goal> Goals, IReadOnlyList<Principle> Principles);

/// <param name="View">Address of its own page.</param>
/// <param name="Hue">Its colour: <see cref="ItemColour"/>.</param>
public sealed record TagView(ItemKind Kind, string Code, string Name, string View, int Hue, ItemIcon Icon);

/// <summary>That it is not in force yet, or only until some day, or no longer.</summary>
/// <param name="Said">Key of the sentence.</param>
/// <param name="Into">What took its place.</param>
public sealed record ValidityView(string Said, string Date, TagView? Into);

/// <summary>A linked conversation or document as a page shows it.</summary>
/// <param name="Date">When it was written or last changed, as people there write it; <paramref name="Time"/> is the same for machines.</param>
public sealed record LinkView(
    Guid Id,
    bool IsDocument,
    string Title,
    string Place,
    string Date,
    string Time,
    string? Why,
    string Url,
    bool IsEdited,
    IReadOnlyList<TagView> Goals,
    IReadOnlyList<TagView> Principles);

/// <summary>What somebody linked and cannot open now: their own part of it, and nothing of the source.</summary>
/// <param name="Said">Key of the sentence that says what became of it.</param>
/// <param name="Date">When it was linked.</param>
public sealed record LostLinkView(Guid Id, Guid Version, string Said, string Date, string Time, string? Why, IReadOnlyList<TagView> Tags);

/// <param name="More">Address of what follows; null at the end.</param>
public sealed record RowsView(IReadOnlyList<LinkView> Rows, string? More, bool InDoubt);

/// <summary>Puts links and the council's decision into the words of the viewer's language.</summary>
internal sealed class GoalViews(TillitDb db, Caller caller, MunicipalityDates dates)
{
    public async Task<CouncilModel> ReadModelAsync(CancellationToken cancellationToken) => new(
        await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken),
        await db.Principles.AsNoTracking().OrderBy(principle => principle.Order).ToListAsync(cancellationToken));

    public MunicipalityDates Dates => dates;

    public DateOnly Today => dates.Today;

    public RowsView Rows(LinkPage page, CouncilModel model, string? more) =>
        new([.. page.Links.Select(link => Row(link, model))], more, page.InDoubt);

    public LinkView Row(VisibleLink visible, CouncilModel model)
    {
        var link = visible.Link;
        // Just read as the viewer, it says more truly than what was stored what the document is called and where it is.
        var document = visible.Document;
        var title = document?.Name ?? link.Title;
        var time = document?.ModifiedAt ?? link.OccurredAt;
        return new LinkView(
            link.Id,
            document is not null,
            title,
            link.PlaceName,
            dates.Show(time),
            time.ToString("O", CultureInfo.InvariantCulture),
            link.Why,
            document?.WebUrl ?? link.WebUrl,
            visible.IsEdited,
            GoalsOf(link, model),
            PrinciplesOf(link, model));
    }

    /// <summary>Nothing but what the caller has said themselves: somebody else's words may tell of the source.</summary>
    public LostLinkView LostRow(Link link, CouncilModel model) => new(
        link.Id,
        link.Version,
        (link.State, link.Kind) switch
        {
            (SourceState.Gone, LinkKind.Message) => "GoneMessage",
            (SourceState.Gone, _) => "GoneDocument",
            (_, LinkKind.Message) => "ClosedMessage",
            _ => "ClosedDocument",
        },
        dates.Show(link.TaggedAt),
        link.TaggedAt.ToString("O", CultureInfo.InvariantCulture),
        link.WhyById == caller.UserId ? link.Why : null,
        [.. GoalsOf(link, model), .. PrinciplesOf(link, model)]);

    private static IReadOnlyList<TagView> GoalsOf(Link link, CouncilModel model) =>
        [.. model.Goals.Where(goal => link.Goals.Exists(tag => tag.GoalId == goal.Id)).Select(Tag)];

    private static IReadOnlyList<TagView> PrinciplesOf(Link link, CouncilModel model) =>
        [.. model.Principles.Where(principle => link.Principles.Exists(tag => tag.PrincipleId == principle.Id)).Select(Tag)];

    public static TagView Tag(GovernanceItem item) => new(
        item.Kind, item.Code, NameOf(item), $"{(item.Kind == ItemKind.Goal ? "goal" : "principle")}/{item.Code}", (int)item.Colour, item.Icon);

    /// <returns>Null while it is in force and nothing is decided about its end.</returns>
    public ValidityView? Validity(GovernanceItem item, IEnumerable<GovernanceItem> others) =>
        item.ValidFrom > Today ? new ValidityView("ValidFrom", dates.Show(item.ValidFrom), null)
        : item.ValidTo is { } last ? new ValidityView(last < Today ? "WasValid" : "ValidUntil", dates.Show(last), others.FirstOrDefault(other => other.Id == item.MergedIntoId) is { } into ? Tag(into) : null)
        : null;

    public DecisionView Decision(GovernanceItem item) => new(item.DecisionReference, dates.Show(item.DecidedOn));

    public static string NameOf(GovernanceItem item) => item.Name.In(CultureInfo.CurrentUICulture);

    public static string DescriptionOf(GovernanceItem item) => item.Description.In(CultureInfo.CurrentUICulture);
}

public sealed record DecisionView(string Reference, string Date);
