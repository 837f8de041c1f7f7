using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Digest.Letter;

/// <summary>What everybody who gets a letter can open.</summary>
/// <param name="Via">See <see cref="Delivery.ViaConversationId"/>.</param>
/// <param name="Published">Ids of the channels whose initiatives the letter tells of.</param>
/// <param name="Conversations">The channels whose conversations it tells of.</param>
/// <param name="Teams">Ids of the teams that all who get it are in: of their documents it tells of those that are open to the whole team.</param>
/// <param name="InDoubt">Graph did not say of all of them, and those are not among them.</param>
internal sealed record LetterSources(
    string Via, IReadOnlyList<string> Published, IReadOnlyList<LinkPlace> Conversations, IReadOnlyList<string> Teams, bool InDoubt);

internal sealed record LetterWeek(DateTimeOffset From, DateTimeOffset To);

/// <param name="InDoubt">There may be documents, which Graph did not say just now.</param>
internal sealed record ToldWeek(IReadOnlyList<Told> Told, bool InDoubt);

/// <summary>Reads what happened in a week, in as many queries for a large channel as for a small one.</summary>
internal sealed class ReadTold(TillitDb db, TabLinks links, TeamDocuments documents)
{
    /// <summary>More than a letter ever holds, and little enough to read for every channel.</summary>
    private const int Most = 60;

    /// <summary>Graph is asked of each: with the library that they are held against they are one batch.</summary>
    private const int MostDocuments = 19;

    /// <param name="goals">Of what serves none of them, nothing is told.</param>
    public async Task<ToldWeek> ReadAsync(LetterSources sources, LetterWeek week, IReadOnlyList<Goal> goals, CancellationToken cancellationToken)
    {
        var tagged = await DocumentsAsync(sources.Teams, week, [.. goals.Select(goal => goal.Id)], cancellationToken);
        var open = await documents.ReadAsync([.. tagged.Select(link => link.Document!)], cancellationToken);
        return new ToldWeek(
            [
                .. await InitiativesAsync(sources.Published, week, cancellationToken),
                .. await ConversationsAsync(sources.Conversations, week, cancellationToken),
                .. tagged.Where(link => open.Keys.Contains(link.Document!.Key)).Select(link => Tell(ToldKind.Document, link)),
            ],
            open.InDoubt);
    }

    private async Task<IEnumerable<Told>> InitiativesAsync(IReadOnlyList<string> channels, LetterWeek week, CancellationToken cancellationToken)
    {
        var steps = await db.InitiativeEvents.AsNoTracking()
            .Where(step => step.At >= week.From && step.At < week.To)
            .Where(step => step.Kind == InitiativeEventKind.Started || step.Kind == InitiativeEventKind.SupportAsked
                || step.Kind == InitiativeEventKind.Learned || step.Kind == InitiativeEventKind.Done)
            .Where(step => db.InitiativeChannels.Any(channel => channel.InitiativeId == step.InitiativeId && EF.Parameter(channels).Contains(channel.ChannelId)))
            .OrderByDescending(step => step.At)
            .Take(Most)
            .ToListAsync(cancellationToken);
        if (steps.Count == 0)
        {
            return [];
        }

        var ids = steps.Select(step => step.InitiativeId).Distinct().ToList();
        var initiatives = await db.Initiatives.AsNoTracking()
            .Where(initiative => EF.Parameter(ids).Contains(initiative.Id))
            .Include(initiative => initiative.Goals)
            .ToListAsync(cancellationToken);
        return initiatives.Select(initiative => Tell(initiative, [.. steps.Where(step => step.InitiativeId == initiative.Id)])).OfType<Told>();
    }

    /// <summary>An initiative is told of once a week, by what tells most and still holds.</summary>
    private Told? Tell(Initiative initiative, List<InitiativeEvent> steps)
    {
        return (initiative, steps) switch
        {
            ({ State: InitiativeState.Done }, _) when Happened(InitiativeEventKind.Done) => As(ToldKind.Gained, initiative.ResidentsGain),
            ({ State: InitiativeState.Done }, _) => null,
            ({ SupportAsked: { } support }, _) when Happened(InitiativeEventKind.SupportAsked) => As(ToldKind.SupportAsked, support),
            ({ State: not InitiativeState.Idea }, _) when Happened(InitiativeEventKind.Started) => As(ToldKind.Started, initiative.ResidentsGain ?? initiative.What),
            ({ Learned: { } learned }, _) when Happened(InitiativeEventKind.Learned) => As(ToldKind.Learned, learned),
            _ => null,
        };

        bool Happened(InitiativeEventKind kind) => steps.Exists(step => step.Kind == kind);

        Told As(ToldKind kind, string? words) => new(
            kind, initiative.Title, Words(words), links.Initiative(initiative.Id, initiative.Title), [.. initiative.Goals.Select(goal => goal.GoalId)], steps.Max(step => step.At));
    }

    private async Task<IEnumerable<Told>> ConversationsAsync(IReadOnlyList<LinkPlace> places, LetterWeek week, CancellationToken cancellationToken)
    {
        var (containers, conversations) = (places.Select(place => place.ContainerId).Distinct().ToList(), places.Select(place => place.PlaceId).ToList());
        var tagged = await db.Links.AsNoTracking()
            .Where(link => EF.Parameter(containers).Contains(link.ContainerId) && EF.Parameter(conversations).Contains(link.PlaceId))
            .Where(link => link.TaggedAt >= week.From && link.TaggedAt < week.To && link.Kind == LinkKind.Message && link.State != SourceState.Gone)
            .OrderByDescending(link => link.Why != null)
            .ThenByDescending(link => link.TaggedAt)
            .Take(Most)
            .Include(link => link.Goals)
            .ToListAsync(cancellationToken);
        return tagged.Select(link => Tell(ToldKind.Conversation, link));
    }

    private Task<List<Link>> DocumentsAsync(IReadOnlyList<string> teams, LetterWeek week, List<Guid> goals, CancellationToken cancellationToken) => db.Links.AsNoTracking()
        .Where(link => EF.Parameter(teams).Contains(link.ContainerId) && EF.Parameter(teams).Contains(link.PlaceId))
        .Where(link => link.TaggedAt >= week.From && link.TaggedAt < week.To && link.Kind == LinkKind.Document && link.State != SourceState.Gone)
        .Where(link => link.Goals.Any(goal => EF.Parameter(goals).Contains(goal.GoalId)))
        .OrderByDescending(link => link.Why != null)
        .ThenByDescending(link => link.TaggedAt)
        .Take(MostDocuments)
        .Include(link => link.Goals)
        .ToListAsync(cancellationToken);

    private static Told Tell(ToldKind kind, Link link) =>
        new(kind, link.Title, Words(link.Why), link.WebUrl, [.. link.Goals.Select(goal => goal.GoalId)], link.TaggedAt);

    private static string? Words(string? text) => Excerpt.OneLine(text) is { Length: > 0 } words ? words : null;
}
