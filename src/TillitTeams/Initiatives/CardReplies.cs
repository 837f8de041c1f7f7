using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>What whoever acts on a card sees in its place: the initiative as it stands, with their own buttons.</summary>
internal sealed class CardReplies(TillitDb db, InitiativeCards cards, Caller caller)
{
    public async Task<InvokeAnswer> ShowAsync(Initiative initiative, Invoke invoke, CancellationToken cancellationToken)
    {
        var follows = await db.InitiativeFollowers.AnyAsync(
            follower => follower.InitiativeId == initiative.Id && follower.UserId == caller.UserId, cancellationToken);
        var offered = initiative.SupportAskedAt is { } asked && await db.HasOfferedAsync(initiative.Id, caller.UserId, asked, cancellationToken);
        await cards.ReadModelAsync(cancellationToken);
        return new CardAnswer(cards.Card(
            initiative,
            Guid.TryParse(invoke.Text("delivery"), out var delivery) ? delivery : null,
            new CardReader(follows, initiative.ContactId == caller.UserId, offered && initiative.SupportAsked is not null)));
    }

    public InvokeAnswer Refuse(CardProblem? problem) => new CardErrorAnswer(cards.Say($"Problem{problem ?? CardProblem.Gone}"));

    public InvokeAnswer Say(string key) => new CardErrorAnswer(cards.Say(key));
}

internal static class OfferReading
{
    /// <summary>Whether the person has said that they can help since the team asked.</summary>
    public static Task<bool> HasOfferedAsync(this TillitDb db, Guid initiative, Guid person, DateTimeOffset asked, CancellationToken cancellationToken) =>
        db.InitiativeEvents.AnyAsync(
            step => step.InitiativeId == initiative && step.Kind == InitiativeEventKind.SupportOffered && step.ById == person && step.At >= asked,
            cancellationToken);
}
