using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TillitTeams.Teams;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(ExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(OpenUrlAction), "Action.OpenUrl")]
public abstract record CardAction(string Title);

/// <summary>Sends what is filled in, inside a dialog. <see cref="Data"/> carries the route's <c>verb</c>.</summary>
public sealed record SubmitAction(string Title, JsonObject Data) : CardAction(Title)
{
    public CardActionStyle? Style { get; init; }

    /// <summary><c>none</c> leaves out what is filled in.</summary>
    public CardAssociatedInputs? AssociatedInputs { get; init; }
}

/// <summary>Calls the bot from a posted card, with a card as the answer.</summary>
public sealed record ExecuteAction(string Title, string Verb, JsonObject Data) : CardAction(Title);

public sealed record OpenUrlAction(string Title, string Url) : CardAction(Title);
