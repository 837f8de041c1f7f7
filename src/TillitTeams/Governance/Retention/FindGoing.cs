using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Retention;

/// <summary>What goes by a rule, as far as its reader may know of it.</summary>
internal sealed class FindGoing(TillitDb db, IEnumerable<IDisposeRows> owners, ViewerChannels channels, MunicipalityDates dates, Caller caller)
{
    private const int Most = 20;

    /// <summary>As many as are looked at for somebody who can open few of them.</summary>
    private const int MostCandidates = 200;

    /// <param name="kind">What the rule is about.</param>
    /// <param name="before">What has been so since before this goes; null when nothing does.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<GoingView> ByAsync(RetentionKind kind, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        if (before is not { } limit || !await owners.Single(owner => owner.Kind == kind).AnyAsync(limit, cancellationToken))
        {
            return new GoingView(Any: false, [], HasMore: false, InDoubt: false);
        }

        return kind switch
        {
            RetentionKind.GoneLinks => await OwnLinksAsync(limit, cancellationToken),
            RetentionKind.DoneInitiatives => await InitiativesAsync(limit, cancellationToken),
            _ => new GoingView(Any: true, [], HasMore: false, InDoubt: false),
        };
    }

    /// <summary>Nobody can open a source that is gone; what people see of it is what they made of it themselves.</summary>
    private async Task<GoingView> OwnLinksAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var own = await db.Links.AsNoTracking().Where(Link.GoneBefore(before))
            .Where(link => link.TaggedById == caller.UserId || link.WhyById == caller.UserId)
            .OrderBy(link => link.ChangedAt).Take(Most + 1).ToListAsync(cancellationToken);
        return new GoingView(
            Any: true,
            [.. own.Take(Most).Select(link => new GoingRowView(null, null, link.WhyById == caller.UserId ? link.Why : null, dates.Show(link.TaggedAt), Machine(link.TaggedAt)))],
            own.Count > Most,
            InDoubt: false);
    }

    private async Task<GoingView> InitiativesAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var done = await db.Initiatives.AsNoTracking().Include(initiative => initiative.Channels)
            .Where(Initiative.DoneBefore(before)).OrderBy(initiative => initiative.ChangedAt).Take(MostCandidates).ToListAsync(cancellationToken);
        var seen = await channels.OfAsync(done, cancellationToken);
        var open = done.Where(seen.Opens).ToList();
        return new GoingView(
            Any: true,
            [.. open.Take(Most).Select(initiative => new GoingRowView(initiative.Title, $"/tab/initiative/{initiative.Id}", null, dates.Show(initiative.ChangedAt), Machine(initiative.ChangedAt)))],
            open.Count > Most,
            seen.InDoubt);
    }

    private static string Machine(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
