using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Outbox;

/// <summary>Makes the one call that posts or updates a card, within the budget and for as long as the row is held.</summary>
internal sealed class SendCard(Connector connector, PersonalChats chats, SendBudget budget, RecordDelivery record, TimeProvider clock)
{
    /// <returns>Until when the conversation is to be left alone; null when the next card may follow.</returns>
    public async Task<DateTimeOffset?> SendAsync(Delivery row, Place place, CancellationToken cancellationToken)
    {
        if (await budget.AskAsync(row.TenantId, row.Target, cancellationToken) is { } wait)
        {
            await record.PostponeAsync(row, clock.GetUtcNow() + wait, cancellationToken);
            return clock.GetUtcNow() + wait;
        }

        if (place.ConversationId is null)
        {
            var opened = await chats.OpenAsync(place.ServiceUrl, row.TenantId, row.PersonId!.Value, cancellationToken);
            if (opened.Value is not { } chat)
            {
                return await EndAsync(row, Verdict.OfUnopened(opened));
            }

            place = place with { ConversationId = chat };
        }

        if (row.PersonId is not null && row.ConversationId != place.ConversationId)
        {
            await record.KeepChatAsync(row, place.Address.ConversationId, cancellationToken);
        }

        return await record.HoldAsync(row, cancellationToken) is { } held
            ? await EndAsync(row, Verdict.Of(row, await CallAsync(row, place, held)))
            : null;
    }

    /// <summary>
    /// Not ended by a shutdown, which has time enough for it: an answer that nobody waited for would leave the row in
    /// doubt, and a 1:1 chat's for good. Ended before the lease does, because then somebody else may begin.
    /// </summary>
    private async Task<ConnectorAnswer<string>> CallAsync(Delivery row, Place place, TimeSpan held)
    {
        using var limit = new CancellationTokenSource(held * 0.8, clock);
        var card = new StoredCard(row.Summary, row.Card);
        try
        {
            return row.MessageId is { } posted
                ? await connector.UpdateAsync(place.Address, posted, card, limit.Token)
                : await connector.SendAsync(place.Address, card, limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new ConnectorAnswer<string>(ConnectorState.Unavailable, null);
        }
    }

    /// <summary>What was answered is written down, shutdown or not.</summary>
    private async Task<DateTimeOffset?> EndAsync(Delivery row, Verdict verdict)
    {
        await record.EndAsync(row, verdict, CancellationToken.None);
        return verdict is Verdict.Later later ? clock.GetUtcNow() + (later.AtLeast ?? TimeSpan.Zero) : null;
    }
}
