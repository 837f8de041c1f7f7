using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Cards;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Digest;

/// <summary><i>Till nytta?</i> is answered. What is kept is the week and the answer: neither who it was nor where.</summary>
internal sealed class AnswerDigest(TillitDb db, DigestCards cards, Caller caller)
{
    public async Task<InvokeAnswer> AnswerAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var week = invoke.Text("week");
        var delivery = Guid.TryParse(invoke.Text("delivery"), out var id) ? id : Guid.Empty;
        // What stands in a card's data is nobody's signed word: only a letter that was sent can be answered.
        if (week is null || !await db.Deliveries.AnyAsync(row => row.Id == delivery && row.Purpose == DeliveryPurpose.Digest && row.Key == week, cancellationToken))
        {
            return new CardErrorAnswer(cards.Say("LetterGone"));
        }

        db.Add(new DigestAnswer { Id = Guid.NewGuid(), TenantId = caller.TenantId, Week = week, WasUseful = invoke.IsOn("useful") });
        await db.SaveChangesAsync(cancellationToken);
        return new CardMessageAnswer(cards.Say("Thanks"));
    }
}
