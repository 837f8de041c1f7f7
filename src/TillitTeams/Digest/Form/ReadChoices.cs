using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest.Form;

/// <param name="Teams">Names by Entra group id: those of the person's where the app is. Empty for a channel's letter.</param>
/// <param name="InDoubt">Teams did not say which teams they are.</param>
internal sealed record DigestChoices(IReadOnlyList<Goal> Goals, IReadOnlyDictionary<string, string> Teams, bool InDoubt)
{
    /// <summary>All goals are none in particular, so that one that is decided later is among them.</summary>
    public IReadOnlyCollection<Guid> GoalsOf(DigestFormInput input)
    {
        var chosen = Goals.Where(goal => input.Goals.Contains(goal.Code)).Select(goal => goal.Id).ToList();
        return chosen.Count == Goals.Count ? [] : chosen;
    }
}

internal sealed class ReadChoices(TillitDb db, ViewerReach reach, MunicipalityDates dates)
{
    public async Task<DigestChoices> ReadAsync(DigestOwner owner, CancellationToken cancellationToken)
    {
        var goals = await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken);
        var inForce = goals.FindAll(goal => goal.IsValidOn(dates.Today));
        if (owner.PersonId is null)
        {
            return new DigestChoices(inForce, new Dictionary<string, string>(), InDoubt: false);
        }

        var known = await reach.ReadAsync(cancellationToken);
        var mine = known?.Teams.Keys.ToList() ?? [];
        var installed = await db.ChannelInstallations.AsNoTracking()
            .Where(row => row.Kind == ConversationKind.Channel && row.ClosedAt == null && EF.Parameter(mine).Contains(row.TeamId!))
            .Select(row => row.TeamId!)
            .Distinct()
            .ToListAsync(cancellationToken);
        return new DigestChoices(inForce, installed.ToDictionary(team => team, team => known!.Teams[team], StringComparer.Ordinal), known is null);
    }
}
