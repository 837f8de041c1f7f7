using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>What somebody did in initiatives stays in their stories, as nobody's; they follow nothing and are nobody's contact any more.</summary>
internal sealed class ForgetColleague(TillitDb db, RewriteName rewrite) : IKnowPeople
{
    public async Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) =>
        await db.InitiativeEvents.AnyAsync(step => step.ById == person, cancellationToken)
        || await db.Initiatives.AnyAsync(initiative => initiative.StartedById == person || initiative.ContactId == person, cancellationToken)
        || await db.InitiativeFollowers.AnyAsync(follower => follower.UserId == person, cancellationToken);

    public async Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken)
    {
        await rewrite.RunAsync(person.Id, new PersonAs(person.StandIn, Name: null), cancellationToken);
        await db.InitiativeEvents.Where(step => step.ById == person.Id)
            .ExecuteUpdateAsync(update => update.SetProperty(step => step.ById, person.StandIn), cancellationToken);
        await db.Initiatives.Where(initiative => initiative.StartedById == person.Id)
            .ExecuteUpdateAsync(update => update.SetProperty(initiative => initiative.StartedById, person.StandIn), cancellationToken);
        await db.InitiativeFollowers.Where(follower => follower.UserId == person.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
