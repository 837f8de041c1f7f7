using System.Globalization;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>
/// <i>Koppla till mitt arbete</i> is pressed on a card: a conversation or document of the person's own is linked
/// to the initiative, in the tab's form, where they are signed in.
/// </summary>
internal sealed class OpenLinkDialog(IOptions<TabOptions> options, InitiativeCards cards)
{
    public Task<InvokeAnswer> OpenAsync(Invoke invoke, CancellationToken cancellationToken) => Task.FromResult<InvokeAnswer>(
        options.Value.PublicUrl is { } app && Guid.TryParse(invoke.Text("initiative"), out var id)
            ? new PageAnswer(
                cards.Say("LinkTitle"),
                new Uri(app, $"/tab/link?initiative={id}&locale={CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}").AbsoluteUri)
            : new DialogAnswer(cards.Say("LinkTitle"), NoticeCard.Build(cards.Say("NoDialog")), DialogHeight.Small));
}
