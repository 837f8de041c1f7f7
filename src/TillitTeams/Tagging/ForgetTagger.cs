using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging;

/// <summary>
/// What somebody linked and wrote stays, as nobody's. A chat of two has their ids in its very address, so what was
/// linked there goes: nobody but the other of the two could ever see it.
/// </summary>
internal sealed class ForgetTagger(TillitDb db, TimeProvider clock) : IKnowPeople
{
    /// <summary>How the ids of chats of two end, after the ids of both (<i>chat resource type</i>).</summary>
    private const string OfTwo = "@unq.gbl.spaces";

    public async Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) =>
        await db.Links.AnyAsync(link => link.TaggedById == person || link.WhyById == person, cancellationToken)
        || await Between(person).AnyAsync(cancellationToken);

    public async Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken)
    {
        foreach (var link in await Between(person.Id).Select(link => link.Id).ToListAsync(cancellationToken))
        {
            db.Note(AuditAction.LinkRemoved, link, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await Between(person.Id).ExecuteDeleteAsync(cancellationToken);
        var id = person.Id.ToString();
        await db.GraphSubscriptions
            .Where(subscription => subscription.ConversationId.EndsWith(OfTwo) && subscription.ConversationId.Contains(id))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Links.Where(link => link.WhyById == person.Id)
            .ExecuteUpdateAsync(update => update.SetProperty(link => link.WhyById, person.StandIn), cancellationToken);
        await db.Links.Where(link => link.TaggedById == person.Id)
            .ExecuteUpdateAsync(update => update.SetProperty(link => link.TaggedById, person.StandIn), cancellationToken);
    }

    private IQueryable<Link> Between(Guid person)
    {
        var id = person.ToString();
        return db.Links.Where(link => link.ContainerId.EndsWith(OfTwo) && link.ContainerId.Contains(id));
    }
}
