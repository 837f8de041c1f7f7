using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Initiatives.Form;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>
/// <i>Starta initiativ</i> is chosen on a message or at the compose box: the tab's own form opens in a dialog,
/// where the person is signed in, which the bot alone cannot do for them.
/// </summary>
internal sealed class StartFromTeams(
    IOptions<TabOptions> options, Caller caller, OpenFromCard initiatives, InitiativeCards cards, IStringLocalizer<InitiativeFormTexts> texts)
{
    public Task<InvokeAnswer> OpenAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        if (options.Value.PublicUrl is not { } app)
        {
            return Task.FromResult<InvokeAnswer>(new DialogAnswer(texts["StartTitle"], NoticeCard.Build(texts["StartInTab"]), DialogHeight.Small));
        }

        // Which message or channel it is only says what the form is filled in with: it reads both as the person.
        var about = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["from"] = invoke.Message is null ? null : AddressOf(invoke.Activity, invoke.Message),
            ["channel"] = ChannelOf(invoke.Activity),
            ["locale"] = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        };
        return Task.FromResult<InvokeAnswer>(
            new PageAnswer(texts["StartTitle"], QueryHelpers.AddQueryString(new Uri(app, "/tab/initiative-form").AbsoluteUri, about)));
    }

    /// <summary>The form is done with: at the compose box its card is put into what is being written, for whoever may read it.</summary>
    public async Task<InvokeAnswer> EndAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (initiative, _) = await initiatives.OpenAsync(invoke, cancellationToken);
        if (initiative is null || invoke.Message is not null)
        {
            return new DialogAnswer(texts["StartTitle"], StartedCard.Build(initiative is null ? null : cards.PageUrl(initiative), texts), DialogHeight.Small);
        }

        await cards.ReadModelAsync(cancellationToken);
        return new CardsAnswer([cards.Found(initiative)]);
    }

    private static string? ChannelOf(Activity activity) =>
        activity.IsInChannel ? activity.ChannelData?.Channel?.Id ?? activity.ConversationId : null;

    /// <summary>Teams leaves the message's link out of some activities.</summary>
    private string? AddressOf(Activity activity, MessagePayload message)
    {
        if (message.LinkToMessage is { Length: > 0 } link)
        {
            return link;
        }

        if (message.Id is not { Length: > 0 } id || activity.ConversationId is not { } conversation)
        {
            return null;
        }

        var source = ChannelOf(activity) is { } channel
            ? MessageSource.InChannel(activity.ChannelData?.Team?.AadGroupId ?? "", channel, id, message.ReplyToId is { Length: > 0 } root ? root : activity.ThreadRootId)
            : MessageSource.InChat(conversation, id);
        return MessageLink.For(null, source, caller.TenantId);
    }
}
