using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Cards;
using TillitTeams.Digest.Form;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Digest;

/// <summary>
/// A button on a card takes the letter up or ends it, in the conversation that the card stands in; or somebody
/// writes <c>veckobrev</c> there and is asked. Whoever reads a channel may: it is everybody's, and easily undone.
/// </summary>
internal sealed class SwitchDigest(TillitDb db, KeepSubscription keep, DigestCards cards, Connector connector)
{
    public async Task<InvokeAnswer> StartAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        if (await OwnerAsync(invoke.Activity, cancellationToken) is not { } owner)
        {
            return new CardErrorAnswer(cards.Say("NotHere"));
        }

        // A person's own letter tells of teams, which are chosen in the tab.
        var known = await keep.FindAsync(owner.Target, cancellationToken);
        return owner.PersonId is not null && known is not { Teams.Count: > 0 }
            ? new CardErrorAnswer(cards.Say("ChooseInTab"))
            : Answer(owner, await keep.StartAsync(owner, choice: null, cancellationToken));
    }

    public async Task<InvokeAnswer> StopAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        return await OwnerAsync(invoke.Activity, cancellationToken) is { } owner
            ? Answer(owner, await keep.EndAsync(owner.Target, cancellationToken))
            : new CardErrorAnswer(cards.Say("NotHere"));
    }

    /// <summary>Somebody wrote <c>veckobrev</c>.</summary>
    public async Task AskAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity is not { ServiceUrl: { } serviceUrl, Conversation.Id: { } conversationId })
        {
            return;
        }

        var owner = await OwnerAsync(activity, cancellationToken);
        var card = owner is null
            ? NoticeCard.Build(cards.Say("NotHere"))
            : cards.Switch(await keep.FindAsync(owner.Target, cancellationToken), owner.Channel?.ConversationId);
        await connector.SendAsync(new ConversationAddress(serviceUrl, conversationId), new OutgoingMessage(cards.Say("Title"), card), cancellationToken);
    }

    private CardAnswer Answer(DigestOwner owner, DigestSubscription? subscription) =>
        new(cards.Switch(subscription, owner.Channel?.ConversationId));

    /// <returns>Null where there are no letters, such as in a group chat.</returns>
    private async Task<DigestOwner?> OwnerAsync(Activity activity, CancellationToken cancellationToken)
    {
        var conversation = activity.ConversationId;
        return activity.ConversationKind switch
        {
            ConversationKind.Personal when activity.UserId is { } person => DigestOwner.Of(person),
            ConversationKind.Channel => await db.ChannelInstallations.AsNoTracking().FirstOrDefaultAsync(
                row => row.ConversationId == conversation && row.ClosedAt == null, cancellationToken) is { } channel ? DigestOwner.Of(channel) : null,
            _ => null,
        };
    }
}
