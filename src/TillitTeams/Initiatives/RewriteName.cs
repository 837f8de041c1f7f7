using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <param name="Id">What stands for them from now on.</param>
/// <param name="Name">Null for somebody who is no longer to be named.</param>
internal sealed record PersonAs(Guid Id, string? Name);

/// <summary>
/// Writes a person's name anew, or takes it out, wherever the app has put it: in initiatives, in their stories and on
/// their cards, where the posted ones follow in place. What people have written themselves is theirs.
/// </summary>
internal sealed class RewriteName(TillitDb db, QueueCards queue, InitiativeCards cards, TimeProvider clock)
{
    private const int Batch = 50;

    /// <summary>Within the transaction that is under way.</summary>
    public async Task RunAsync(Guid person, PersonAs to, CancellationToken cancellationToken)
    {
        var names = await db.InitiativeEvents.Where(step => step.ById == person && step.ByName != null).Select(step => step.ByName!)
            .Union(db.Initiatives.Where(initiative => initiative.ContactId == person && initiative.ContactName != null).Select(initiative => initiative.ContactName!))
            .Where(name => name != to.Name)
            .ToListAsync(cancellationToken);
        await RewriteContactsOfOldAsync(person, names, to.Name, cancellationToken);
        await RewriteOffersAsync(person, to, cancellationToken);
        await RewriteInitiativesAsync(person, to.Name, cancellationToken);
        await db.InitiativeEvents.Where(step => step.ById == person && step.ByName != to.Name)
            .ExecuteUpdateAsync(update => update.SetProperty(step => step.ByName, to.Name), cancellationToken);
    }

    /// <summary>
    /// Who was the contact stands in a step by name alone. Nobody is made the contact who has had no hand in the initiative;
    /// where two of the same name have had one, only a name that is to go is taken for both.
    /// </summary>
    private async Task RewriteContactsOfOldAsync(Guid person, List<string> names, string? name, CancellationToken cancellationToken)
    {
        var steps = db.InitiativeEvents
            .Where(step => step.Field == InitiativeField.Contact)
            .Where(step => db.InitiativeEvents.Any(own => own.InitiativeId == step.InitiativeId && own.ById == person)
                || db.Initiatives.Any(own => own.Id == step.InitiativeId && own.ContactId == person));
        if (name is not null)
        {
            steps = steps.Where(step => !db.InitiativeEvents.Any(other =>
                other.InitiativeId == step.InitiativeId && other.ById != person && EF.Parameter(names).Contains(other.ByName!)));
        }

        var stands = name ?? InitiativeEvent.SomebodyWhoLeft;
        await steps.Where(step => EF.Parameter(names).Contains(step.Before!)).ExecuteUpdateAsync(update => update.SetProperty(step => step.Before, stands), cancellationToken);
        await steps.Where(step => EF.Parameter(names).Contains(step.After!)).ExecuteUpdateAsync(update => update.SetProperty(step => step.After, stands), cancellationToken);
    }

    private async Task RewriteInitiativesAsync(Guid person, string? name, CancellationToken cancellationToken)
    {
        var ids = await db.Initiatives.Where(initiative => initiative.ContactId == person && (name == null || initiative.ContactName != name)).Select(initiative => initiative.Id).ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(Batch))
        {
            db.ChangeTracker.Clear();
            var initiatives = await db.Initiatives
                .Include(initiative => initiative.Channels)
                .Include(initiative => initiative.Goals)
                .Include(initiative => initiative.Principles)
                .AsSplitQuery()
                .Where(initiative => EF.Parameter(some).Contains(initiative.Id))
                .ToListAsync(cancellationToken);
            foreach (var initiative in initiatives)
            {
                (initiative.ContactId, initiative.ContactName, initiative.Version) = (name is null ? null : person, name, Guid.NewGuid());
                await queue.FollowAsync(initiative, cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>The card that tells the contact who can help.</summary>
    private async Task RewriteOffersAsync(Guid person, PersonAs to, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var own = $"/{person}";
        var offers = await db.Deliveries.Where(row => row.Purpose == DeliveryPurpose.SupportOffered && row.Key.EndsWith(own)).ToListAsync(cancellationToken);
        foreach (var offer in offers)
        {
            var initiative = await db.Initiatives.AsNoTracking().Include(row => row.Channels).SingleAsync(row => row.Id == offer.InitiativeId, cancellationToken);
            var from = await db.InitiativeEvents
                .Where(step => step.InitiativeId == initiative.Id && step.ById == person && step.Kind == InitiativeEventKind.SupportOffered && step.At <= offer.CreatedAt)
                .OrderByDescending(step => step.At)
                .Select(step => step.After)
                .FirstOrDefaultAsync(cancellationToken);
            var (card, summary) = SpokenLanguage.Say(await db.LanguageOfAsync(initiative.Home, cancellationToken), () => Offer(initiative, to.Name, from));
            db.Entry(offer).Property(row => row.Key).CurrentValue = offer.Key.Replace(own, $"/{to.Id}", StringComparison.Ordinal);
            if (card != offer.Card)
            {
                offer.Summary = summary;
                offer.Show(card, summary, clock.GetUtcNow());
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private (string Card, string Summary) Offer(Initiative initiative, string? name, string? from)
    {
        var by = name ?? cards.Say("SomebodyWhoLeft");
        return (cards.Offer(initiative, by, from).ToText(), cards.Say("OfferSummary", by, initiative.Title));
    }
}
