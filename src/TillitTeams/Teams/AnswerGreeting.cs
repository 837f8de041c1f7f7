using Microsoft.Extensions.Localization;

namespace TillitTeams.Teams;

/// <summary>Somebody writes to the bot: it says what it is for and where to find it, and nothing more.</summary>
public sealed class AnswerGreeting(Connector connector, TabLinks links, IStringLocalizer<TeamsTexts> texts)
{
    public async Task AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (activity is not { ServiceUrl: { } serviceUrl, Conversation.Id: { } conversationId })
        {
            return;
        }

        // The whole id, so that a mention in a channel's thread is answered in that thread.
        await connector.SendAsync(
            new ConversationAddress(serviceUrl, conversationId),
            new OutgoingMessage(texts["HelloSummary"], HelloCard.Build(links.Overview(texts["TabName"]), activity.IsInChannel, texts)),
            cancellationToken);
    }
}
