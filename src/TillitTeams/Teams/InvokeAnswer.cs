using System.Text.Json;

namespace TillitTeams.Teams;

/// <summary>What an invoke is answered with; the form depends on which invoke it was.</summary>
public abstract record InvokeAnswer
{
    internal abstract InvokeAnswerBody ToBody();
}

/// <summary>A card in a dialog: the answer to message actions and to <c>task/fetch</c> and <c>task/submit</c>.</summary>
public sealed record DialogAnswer(string Title, AdaptiveCard Card, DialogHeight Height = DialogHeight.Large) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        Task = new TaskAnswer("continue", new TaskInfo(
            Title, Height == DialogHeight.Large ? "large" : "small", "medium", Card.ToAttachment())),
    };
}

/// <summary>A page of the app's in a dialog, where it signs the person in as a tab does (<i>Dialogs in bots</i>).</summary>
public sealed record PageAnswer(string Title, string Url) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        Task = new TaskAnswer("continue", new TaskInfo(Title, "large", "medium", Card: null, Url)),
    };
}

public enum DialogHeight
{
    Small,
    Large,
}

/// <summary>The card that takes the place of the one that was acted on: the answer to <c>adaptiveCard/action</c>.</summary>
public sealed record CardAnswer(AdaptiveCard Card) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        StatusCode = StatusCodes.Status200OK,
        Type = AdaptiveCard.ContentType,
        Value = Card.ToJson(),
    };
}

/// <summary>Something was done, and a sentence says so; the card stays as it is (<i>Response format</i> of Universal Actions).</summary>
public sealed record CardMessageAnswer(string Message) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        StatusCode = StatusCodes.Status200OK,
        Type = "application/vnd.microsoft.activity.message",
        Value = JsonSerializer.SerializeToElement(Message, ActivityJson.Default.String),
    };
}

/// <summary>A sentence that Teams shows at the card that was acted on; the card stays as it is.</summary>
public sealed record CardErrorAnswer(string Message) : InvokeAnswer
{
    internal override InvokeAnswerBody ToBody() => new()
    {
        StatusCode = StatusCodes.Status500InternalServerError,
        Type = "application/vnd.microsoft.error",
        Value = JsonSerializer.SerializeToElement(
            new CardError("InternalServerError", Message), ActivityJson.Default.CardError),
    };
}

internal sealed record InvokeAnswerBody
{
    public ComposeAnswer? ComposeExtension { get; init; }
    public TaskAnswer? Task { get; init; }
    public int? StatusCode { get; init; }
    public string? Type { get; init; }
    public JsonElement? Value { get; init; }
}

internal sealed record TaskAnswer(string Type, TaskInfo Value);

internal sealed record TaskInfo(string Title, string Height, string Width, CardAttachment? Card, string? Url = null);

internal sealed record CardError(string Code, string Message);
