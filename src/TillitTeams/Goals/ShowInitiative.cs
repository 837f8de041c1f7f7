using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Goals.Pages;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <param name="CanEdit">Whether the viewer can open the home channel, or it has none.</param>
/// <param name="Story">In order of time.</param>
/// <param name="History">What texts were before, the latest change first.</param>
/// <param name="Missed">Where its card did not arrive, of the channels that the viewer can open.</param>
/// <param name="IsSteward">Whether the viewer is a governance lead, who can take it out as a public record.</param>
public sealed record InitiativePageView(
    InitiativeView Initiative,
    string? Learned,
    string? Contact,
    IReadOnlyList<string> Places,
    IReadOnlyList<HowView> How,
    bool CanEdit,
    bool IsFollowing,
    bool CanOffer,
    bool HasOffered,
    IReadOnlyList<StoryView> Story,
    IReadOnlyList<ChangeView> History,
    IReadOnlyList<MissedView> Missed,
    bool InDoubt,
    bool IsSteward = false);

/// <summary>How a principle shows in the work.</summary>
public sealed record HowView(TagView Principle, string How);

/// <param name="Kind">What happened, or null when something was linked.</param>
/// <param name="Link">The conversation or document that was linked.</param>
public sealed record StoryView(string Date, string Time, InitiativeEventKind? Kind, string? By, string? Words, InitiativeState? State, LinkView? Link);

public sealed record ChangeView(string Date, string Time, string? By, InitiativeField Field, string? Before, string? After);

public sealed record MissedView(string Place, DeliveryReason? Reason);

/// <summary>An initiative's page: what residents gain by it, and its story.</summary>
internal sealed class ShowInitiative(ReadInitiatives initiatives, VisibleLinks visible, TillitDb db, GoalViews views, InitiativeReading reading)
{
    /// <summary>As many of the latest as a page can hold; the goal's page has them all.</summary>
    private const int MostLinks = 100;

    public async Task<Results<RazorComponentResult<InitiativePage>, RazorComponentResult<InitiativeDoubt>, NotFound>> ShowAsync(
        Guid id, bool isSteward, CancellationToken cancellationToken)
    {
        var (initiative, inDoubt) = await initiatives.OneAsync(id, cancellationToken);
        if (initiative is null)
        {
            return inDoubt ? new RazorComponentResult<InitiativeDoubt>() : TypedResults.NotFound();
        }

        var model = await views.ReadModelAsync(cancellationToken);
        var links = await db.Links.AsNoTracking()
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsSplitQuery()
            .Where(link => link.InitiativeId == id)
            .OrderByDescending(link => link.TaggedAt)
            .ThenByDescending(link => link.Id)
            .Take(MostLinks)
            .ToListAsync(cancellationToken);
        var seen = await visible.OfAsync(links, cancellationToken);
        var steps = await db.InitiativeEvents.AsNoTracking().Where(step => step.InitiativeId == id).OrderBy(step => step.At).ToListAsync(cancellationToken);
        return new RazorComponentResult<InitiativePage>(new
        {
            Model = (await reading.ReadAsync(initiative, model, steps, [.. seen.Links.Select(link => (link.Link.TaggedAt, views.Row(link, model)))], seen.InDoubt, cancellationToken)) with { IsSteward = isSteward },
        });
    }
}

/// <summary>What else the page tells, and what the viewer may do there.</summary>
internal sealed class InitiativeReading(TillitDb db, ViewerChannels channels, InitiativeViews views, MunicipalityDates dates, Caller caller)
{
    private static readonly InitiativeEventKind[] Quiet = [InitiativeEventKind.Edited];

    public async Task<InitiativePageView> ReadAsync(
        Initiative initiative,
        CouncilModel model,
        IReadOnlyList<InitiativeEvent> steps,
        IReadOnlyList<(DateTimeOffset At, LinkView Link)> links,
        bool inDoubt,
        CancellationToken cancellationToken)
    {
        var open = await channels.OfAsync(initiative.Channels.Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId)), cancellationToken);
        var places = initiative.Channels.Where(channel => open.Open.Contains(channel.ChannelId)).ToList();
        var failed = await db.Deliveries.AsNoTracking()
            .Where(row => row.InitiativeId == initiative.Id && row.State == DeliveryState.Failed)
            .Select(row => new { row.Target, row.Reason })
            .ToListAsync(cancellationToken);
        var asks = initiative is { SupportAsked: not null, SupportAskedAt: not null } and not { State: InitiativeState.Done };
        var offered = asks && steps.Any(step =>
            step.Kind == InitiativeEventKind.SupportOffered && step.ById == caller.UserId && step.At >= initiative.SupportAskedAt);
        return new InitiativePageView(
            views.Row(initiative, model),
            initiative.Learned,
            initiative.ContactName,
            [.. places.Select(channel => channel.PlaceName)],
            [
                .. from principle in model.Principles
                   join tag in initiative.Principles on principle.Id equals tag.PrincipleId
                   where !string.IsNullOrWhiteSpace(tag.How)
                   select new HowView(GoalViews.Tag(principle), tag.How!),
            ],
            CanEdit: initiative.Home is not { } home || open.Open.Contains(home.ChannelId),
            await db.InitiativeFollowers.AnyAsync(follower => follower.InitiativeId == initiative.Id && follower.UserId == caller.UserId, cancellationToken),
            CanOffer: asks && !offered && initiative.ContactId != caller.UserId,
            offered,
            Story(steps, links),
            [
                .. steps.Where(step => step is { Field: not null, Kind: not InitiativeEventKind.Started })
                    .Reverse()
                    .Select(step => new ChangeView(dates.Show(step.At), InitiativeViews.Machine(step.At), NameOf(step), step.Field!.Value, Named(step.Field, step.Before, model), Named(step.Field, step.After, model))),
            ],
            [
                .. from channel in places
                   from row in failed
                   where row.Target == channel.ChannelId
                   select new MissedView(channel.PlaceName, row.Reason),
            ],
            inDoubt || open.InDoubt);
    }

    /// <summary>Goals and principles are kept by code, one on each line, a principle with its <i>how</i>.</summary>
    private static string? Named(InitiativeField? field, string? text, CouncilModel model)
    {
        if (text is null || field is not (InitiativeField.Goals or InitiativeField.Principles))
        {
            return text;
        }

        var items = field == InitiativeField.Goals ? model.Goals : model.Principles.AsEnumerable<GovernanceItem>();
        return string.Join('\n', text.Split('\n').Select(line =>
        {
            var parts = line.Split(": ", 2);
            return items.FirstOrDefault(item => item.Code == parts[0]) is { } item ? string.Join(": ", [GoalViews.NameOf(item), .. parts.Skip(1)]) : line;
        }));
    }

    /// <summary>Whoever was forgotten has an id that leads nowhere, and no name.</summary>
    private static string? NameOf(InitiativeEvent step) => step.ByName ?? (step.ById == Guid.Empty ? null : InitiativeEvent.SomebodyWhoLeft);

    private List<StoryView> Story(IEnumerable<InitiativeEvent> steps, IEnumerable<(DateTimeOffset At, LinkView Link)> links) =>
    [
        .. steps.Where(step => !Quiet.Contains(step.Kind))
            .Select(step => (step.At, Entry: new StoryView(
                dates.Show(step.At), InitiativeViews.Machine(step.At), step.Kind, NameOf(step),
                step.Kind == InitiativeEventKind.StateChanged ? null : step.After,
                step.Kind == InitiativeEventKind.StateChanged && Enum.TryParse<InitiativeState>(step.After, out var state) ? state : null,
                Link: null)))
            .Concat(links.Select(link => (link.At, Entry: new StoryView(
                dates.Show(link.At), InitiativeViews.Machine(link.At), null, null, link.Link.Why, null, link.Link))))
            .OrderBy(entry => entry.At)
            .Select(entry => entry.Entry),
    ];
}
