using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>Which of the links at some places of a list the caller may see.</summary>
internal sealed class SeeLinks(TillitDb db, VisibleLinks visible)
{
    public async Task<Visible> AtAsync(IReadOnlyList<LinkCursor> places, CancellationToken cancellationToken) => await visible.OfAsync(
        await db.LinksAt(places).AsNoTracking()
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsSplitQuery()
            .ToListAsync(cancellationToken),
        cancellationToken);
}
