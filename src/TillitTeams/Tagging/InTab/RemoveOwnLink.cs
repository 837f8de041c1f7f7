using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.InTab.Pages;

namespace TillitTeams.Tagging.InTab;

/// <summary>
/// A person's own link is removed without its source being opened, as it may be gone or closed to them; and is put back.
/// Neither answer says anything of the source.
/// </summary>
internal sealed class RemoveOwnLink(TillitDb db, RemovedLinks removed, Caller caller, TimeProvider clock)
{
    public async Task<RazorComponentResult<OwnLinkDonePage>> RemoveAsync(Guid id, Guid version, CancellationToken cancellationToken)
    {
        var (said, link) = await db.SaveMergedAsync(
            async token =>
            {
                var link = await db.Links.AsNoTracking()
                    .Include(link => link.Goals)
                    .Include(link => link.Principles)
                    .AsSplitQuery()
                    .FirstOrDefaultAsync(link => link.Id == id && link.TaggedById == caller.UserId, token);
                if (link is null)
                {
                    return ("Removed", null);
                }

                if (link.Version != version)
                {
                    return ("OwnChangedMeanwhile", null);
                }

                // What is kept is another instance than the one that leaves the database with all that hangs on it.
                db.Remove(await db.Links.SingleAsync(row => row.Id == id, token));
                db.Note(AuditAction.LinkRemoved, id, clock.GetUtcNow());
                await db.SaveChangesAsync(token);
                return ("Removed", (Link?)link);
            },
            cancellationToken);
        return Say(said, link is null ? null : removed.Keep(link, caller));
    }

    public async Task<RazorComponentResult<OwnLinkDonePage>> PutBackAsync(Guid removal, CancellationToken cancellationToken)
    {
        if (removed.Take(removal, caller) is not { } link)
        {
            return Say("CannotPutBack");
        }

        return Say(await db.SaveMergedAsync(
            async token =>
            {
                if (await db.Links.AnyAsync(row => row.SourceKey == link.SourceKey, token))
                {
                    return "CannotPutBack";
                }

                (link.ChangedAt, link.Version) = (clock.GetUtcNow(), Guid.NewGuid());
                link.InitiativeId = await db.Initiatives.AnyAsync(initiative => initiative.Id == link.InitiativeId, token) ? link.InitiativeId : null;
                db.Add(link);
                db.Note(AuditAction.LinkMade, link.Id, link.ChangedAt);
                await db.SaveChangesAsync(token);
                return "PutBack";
            },
            cancellationToken));
    }

    private static RazorComponentResult<OwnLinkDonePage> Say(string said, Guid? removal = null) => new(new { Said = said, Removal = removal });
}
