using System.Globalization;
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
            new OutgoingMessage(texts["HelloSummary"], BuildCard()),
            cancellationToken);
    }

    internal AdaptiveCard BuildCard() => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["HelloHow"],
        Body =
        [
            new TextBlock(texts["HelloTitle"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder },
            new TextBlock(texts["HelloHow"]),
        ],
        Actions = [new OpenUrlAction(texts["OpenTab"], links.Overview(texts["TabName"]))],
    };
}
