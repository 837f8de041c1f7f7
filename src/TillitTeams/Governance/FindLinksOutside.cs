using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance;

/// <summary>
/// Whether something was linked to an item on days on which, by a change of its days, it was never in force: such a
/// change is not made in silence. It is a bare fact, of the municipality as a whole.
/// </summary>
internal sealed class FindLinksOutside(TillitDb db, MunicipalityDates dates)
{
    /// <param name="item">As it stands now.</param>
    /// <param name="first">The first day that it shall be in force.</param>
    /// <param name="last">The last, if there is one.</param>
    /// <param name="cancellationToken">The request's.</param>
    public Task<bool> AnyAsync(GovernanceItem item, DateOnly first, DateOnly? last, CancellationToken cancellationToken)
    {
        var (id, was, began) = (item.Id, Limits(item.ValidFrom, item.ValidTo), Limits(first, last));
        var links = item.Kind == ItemKind.Goal
            ? db.Links.Where(link => link.Goals.Any(tag => tag.GoalId == id))
            : db.Links.Where(link => link.Principles.Any(tag => tag.PrincipleId == id));
        return links.AnyAsync(
            link => link.TaggedAt >= was.From && link.TaggedAt < was.Until && (link.TaggedAt < began.From || link.TaggedAt >= began.Until), cancellationToken);
    }

    private (DateTimeOffset From, DateTimeOffset Until) Limits(DateOnly first, DateOnly? last) =>
        (dates.StartOf(first), last is { } day ? dates.StartOf(day.AddDays(1)) : DateTimeOffset.MaxValue);
}
