namespace TillitTeams.Teams;

/// <summary>
/// Cards at the compose box, to choose from or to go with a pasted link. They differ by person and change
/// with every tagging, so Teams is told not to keep them (<i>Link unfurling</i>, remove link unfurling cache).
/// </summary>
public sealed record CardsAnswer(IReadOnlyList<FoundCard> Cards) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        ComposeExtension = new ComposeAnswer("result")
        {
            AttachmentLayout = "list",
            Attachments = [.. Cards.Select(found => found.ToAttachment())],
            SuggestedActions = new SuggestedActions([new SuggestedAction("setCachePolicy", "", """{"type":"no-cache"}""")]),
        },
    };
}

/// <param name="Title">Shown in a list of results, with <paramref name="Text"/> below it; Teams wants both with every card.</param>
public sealed record FoundCard(string Title, string Text, AdaptiveCard Card)
{
    internal ComposeAttachment ToAttachment()
    {
        var (contentType, content) = Card.ToAttachment();
        return new ComposeAttachment(contentType, content, new ComposePreview("application/vnd.microsoft.card.thumbnail", new Thumbnail(Title, Text)));
    }
}

/// <summary>
/// Asks Teams for the person's token; where Teams cannot get it by itself, it shows a button to the page
/// (<i>Enable SSO for message extensions</i>).
/// </summary>
public sealed record SignInAnswer(string Title, string? Url, bool IsSilent) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        ComposeExtension = new ComposeAnswer(IsSilent ? "silentAuth" : "auth")
        {
            SuggestedActions = Url is null ? null : new SuggestedActions([new SuggestedAction("openUrl", Title, Url)]),
        },
    };
}

/// <summary>A sentence in the place of results.</summary>
public sealed record SentenceAnswer(string Sentence) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new() { ComposeExtension = new ComposeAnswer("message") { Text = Sentence } };
}

internal sealed record ComposeAnswer(string Type)
{
    public string? AttachmentLayout { get; init; }
    public IReadOnlyList<ComposeAttachment>? Attachments { get; init; }
    public string? Text { get; init; }
    public SuggestedActions? SuggestedActions { get; init; }
}

internal sealed record ComposeAttachment(string ContentType, System.Text.Json.JsonElement Content, ComposePreview Preview);

internal sealed record ComposePreview(string ContentType, Thumbnail Content);

internal sealed record Thumbnail(string Title, string Text);

internal sealed record SuggestedActions(IReadOnlyList<SuggestedAction> Actions);

internal sealed record SuggestedAction(string Type, string Title, string Value);
