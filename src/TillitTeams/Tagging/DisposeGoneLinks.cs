using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging;

/// <summary>Links whose source has been gone for long.</summary>
internal sealed class DisposeGoneLinks(TillitDb db, TimeProvider clock) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.GoneLinks;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => db.Links.AnyAsync(Link.GoneBefore(before), cancellationToken);

    public async Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var ids = await db.Links.Where(Link.GoneBefore(before)).OrderBy(link => link.ChangedAt).Select(link => link.Id).Take(most).ToListAsync(cancellationToken);
        return await db.DisposeAsync(db.Links.Where(Link.GoneBefore(before)).Where(link => EF.Parameter(ids).Contains(link.Id)), ids, AuditAction.LinkDisposed, clock.GetUtcNow(), cancellationToken);
    }
}
