using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>
/// A document is linked in the tab's own form, in a dialog: there the person is signed in, which the bot
/// alone cannot do for them. Without the app's public address there is no such dialog, and none is offered.
/// </summary>
internal sealed class DocumentDialogs(IOptions<TabOptions> options)
{
    public const string OpenVerb = "linkToGoal.document";
    public const string DoneVerb = "linkToGoal.documentDone";

    public bool AreOffered => options.Value.PublicUrl is not null;

    /// <param name="documentUrl">Read anew by the form, as the person: what stands here opens nothing.</param>
    public PageAnswer? Open(string title, string? documentUrl) =>
        options.Value.PublicUrl is { } app && DocumentLink.Read(documentUrl) is { } url
            ? new PageAnswer(title, new Uri(app, $"/tab/link?url={Uri.EscapeDataString(url)}&locale={CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}").AbsoluteUri)
            : null;

    /// <summary>In a dialog.</summary>
    public static SubmitAction Button(string title, string documentUrl) =>
        new(title, new JsonObject { ["verb"] = OpenVerb, ["url"] = documentUrl }) { AssociatedInputs = CardAssociatedInputs.None };

    /// <summary>On a posted card, where Teams must be told that the answer is a dialog (<i>Invoke dialogs from a card</i>).</summary>
    public static SubmitAction ButtonOnPosted(string title, string documentUrl) =>
        new(title, new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" }, ["verb"] = OpenVerb, ["url"] = documentUrl });
}
