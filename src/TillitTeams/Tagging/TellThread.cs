using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>
/// Puts the card in the thread, or in the chat, which has no threads. The link is stored by then: a card
/// that cannot be posted is a sentence in the confirmation, not a failure.
/// </summary>
internal sealed class TellThread(Connector connector, IOptions<TaggingOptions> options, TimeProvider clock, TagAnswers answers)
{
    public async Task<ThreadCardOutcome> TellAsync(
        Activity activity, TaggedMessage message, Link link, TagChoices choices, CancellationToken cancellationToken)
    {
        var by = activity.From?.Name ?? "";
        var notice = new OutgoingMessage(answers.ThreadSummary(by), answers.Thread(link, by, choices));
        using var limited = new CancellationTokenSource(options.Value.ThreadLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        try
        {
            var posted = message.Source is { ChannelId: { } channelId }
                ? await connector.ReplyAsync(
                    new ConversationAddress(activity.ServiceUrl!, channelId), message.Source.RootMessageId ?? message.Source.MessageId, notice, both.Token)
                : await connector.SendAsync(new ConversationAddress(activity.ServiceUrl!, activity.ConversationId!), notice, both.Token);
            return posted.State switch
            {
                ConnectorState.Done => ThreadCardOutcome.Posted,
                ConnectorState.NotAllowed or ConnectorState.Blocked => ThreadCardOutcome.NotAllowed,
                ConnectorState.Refused or ConnectorState.NotNow => ThreadCardOutcome.Refused,
                _ => ThreadCardOutcome.Uncertain,
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ThreadCardOutcome.Uncertain;
        }
    }
}
