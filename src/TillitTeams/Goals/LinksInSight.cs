using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

internal static class LinksInSight
{
    /// <summary>Those of the links at these places that the caller can open.</summary>
    public static async Task<Visible> AtAsync(this VisibleLinks visible, TillitDb db, IReadOnlyList<LinkCursor> places, CancellationToken cancellationToken) => await visible.OfAsync(
        await db.LinksAt(places).AsNoTracking()
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsSplitQuery()
            .ToListAsync(cancellationToken),
        cancellationToken);
}
