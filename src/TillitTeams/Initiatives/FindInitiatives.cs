using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>
/// <i>Hitta initiativ</i> at the compose box: by words in what they say, and by the names of goals and
/// principles. Only those that the person can open are found.
/// </summary>
internal sealed class FindInitiatives(AsPerson person, ViewerChannels channels, TillitDb db, InitiativeCards cards)
{
    /// <summary>As many as Teams lists (<i>Search commands</i>).</summary>
    private const int Most = 25;

    /// <summary>As many as are looked at for somebody who may open few of them.</summary>
    private const int MostCandidates = 200;

    public async Task<InvokeAnswer> SearchAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var candidates = await CandidatesAsync(invoke.Query?.Words, cancellationToken);
        var places = candidates.SelectMany(initiative => initiative.Channels).Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId));
        var (state, seen) = await person.DoAsync(invoke.Query?.Token, token => channels.OfAsync(places, token), cancellationToken);
        if (person.AskToSignIn(state) is { } ask)
        {
            return ask;
        }

        if (seen is null)
        {
            return new SentenceAnswer(cards.Say("SearchSilent"));
        }

        var found = candidates
            .Where(seen.Opens)
            .Take(Most)
            .ToList();
        if (found.Count == 0)
        {
            return new SentenceAnswer(cards.Say(seen.InDoubt ? "SearchSilent" : "FoundNone"));
        }

        await cards.ReadModelAsync(cancellationToken);
        return new CardsAnswer([.. found.Select(cards.Found)]);
    }

    private async Task<List<Initiative>> CandidatesAsync(string? words, CancellationToken cancellationToken)
    {
        var terms = SearchTerms.Of(words);
        var goals = await db.Goals.AsNoTracking().ToListAsync(cancellationToken);
        var principles = await db.Principles.AsNoTracking().ToListAsync(cancellationToken);
        var wanted = db.Initiatives.AsNoTracking();
        foreach (var term in terms)
        {
            var goalIds = goals.Where(goal => SearchTerms.Name(goal, term)).Select(goal => goal.Id).ToList();
            var principleIds = principles.Where(principle => SearchTerms.Name(principle, term)).Select(principle => principle.Id).ToList();
            var matching = db.InitiativesMatching(term);
            wanted = wanted.Where(initiative =>
                matching.Contains(initiative.Id)
                || initiative.Goals.Any(goal => goalIds.Contains(goal.GoalId))
                || initiative.Principles.Any(principle => principleIds.Contains(principle.PrincipleId)));
        }

        return await wanted
            .Include(initiative => initiative.Channels)
            .Include(initiative => initiative.Goals)
            .Include(initiative => initiative.Principles)
            .AsSplitQuery()
            .OrderByDescending(initiative => initiative.ChangedAt)
            .ThenBy(initiative => initiative.Id)
            .Take(MostCandidates)
            .ToListAsync(cancellationToken);
    }
}
