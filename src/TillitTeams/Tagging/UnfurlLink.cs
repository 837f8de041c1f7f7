using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.InTab;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>
/// A link to a document or to a goal's page is pasted in a message: its card goes with it. Whoever gets the
/// message sees the card, so it tells what the person who pasted the link may see, and of a hidden document nothing.
/// </summary>
internal sealed class UnfurlLink(AsPerson person, FindDocument documents, TillitDb db, MunicipalityDates dates, ComposeReplies replies)
{
    public async Task<InvokeAnswer> UnfurlAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        if (TabAddress(invoke.Query?.Url) is var (kind, code))
        {
            return await ItemAsync(kind, code, cancellationToken) is { } item ? replies.Goal(item) : ComposeReplies.Nothing;
        }

        if (DocumentLink.Read(invoke.Query?.Url) is not { } url)
        {
            return ComposeReplies.Nothing;
        }

        var (state, found) = await person.DoAsync(invoke.Query?.Token, token => documents.ByLinkAsync(url, token), cancellationToken);
        return person.AskToSignIn(state) ?? (state switch
        {
            AsPersonState.TooSlow => replies.Unknown(url),
            _ when found.Problem == TagProblem.SharePointSilent => replies.Unknown(url),
            _ when found.Source is TaggedDocument document => await ShowAsync(document, found.Problem is null, cancellationToken),
            _ => ComposeReplies.Nothing,
        });
    }

    private async Task<CardsAnswer> ShowAsync(TaggedDocument document, bool mayLink, CancellationToken cancellationToken) => new(
    [
        replies.Document(document, await db.LinkOfAsync(document, cancellationToken), await TagChoices.ReadAsync(db, dates, cancellationToken), mayLink),
    ]);

    private async Task<GovernanceItem?> ItemAsync(string kind, string code, CancellationToken cancellationToken)
    {
        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        return (kind == "goal" ? choices.AllGoals : choices.AllPrinciples.AsEnumerable<GovernanceItem>()).FirstOrDefault(item => item.Code == code);
    }

    /// <summary>The manifest names SharePoint and the app itself, so a path below <c>/tab/</c> is the app's.</summary>
    private static (string Kind, string Code)? TabAddress(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var url) && url.AbsolutePath.Split('/') is ["", "tab", ("goal" or "principle") and var kind, var code]
            ? (kind, Uri.UnescapeDataString(code))
            : null;
}
