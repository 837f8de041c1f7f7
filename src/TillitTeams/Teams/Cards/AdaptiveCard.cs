using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Teams;

/// <summary>
/// The part of Adaptive Cards 1.5 that Teams renders, on the phone too (<i>Cards reference</i>: no
/// <c>Media</c>, no positive or destructive styling of actions in posted cards).
/// </summary>
public sealed record AdaptiveCard
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public const string Unfurled = "1.3";

    /// <summary>A message takes 100 KB of UTF-16, a webhook 28 KB; a card that needs more than this is no card.</summary>
    internal const int MaxBytes = 25_000;

    [JsonPropertyName("$schema")]
    public string Schema => "http://adaptivecards.io/schemas/adaptive-card.json";

    public string Type => "AdaptiveCard";

    /// <summary>An unfurled link may be no newer than <see cref="Unfurled"/> (<i>Link unfurling</i>).</summary>
    public string Version { get; init; } = "1.5";

    /// <summary>Tells screen readers how to pronounce it.</summary>
    public required string Lang { get; init; }

    /// <summary>Shown where the card cannot be.</summary>
    public required string FallbackText { get; init; }

    public required IReadOnlyList<CardElement> Body { get; init; }

    public IReadOnlyList<CardAction>? Actions { get; init; }

    public CardRefresh? Refresh { get; init; }

    [JsonPropertyName("msteams")]
    public TeamsCardOptions? Teams { get; init; }

    internal int CountBytes() => JsonSerializer.SerializeToUtf8Bytes(this, CardJson.Sent.AdaptiveCard).Length;

    /// <summary>As it is sent, for whoever keeps it until then.</summary>
    public string ToText() => JsonSerializer.Serialize(this, CardJson.Sent.AdaptiveCard);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, CardJson.Default.AdaptiveCard);

    internal CardAttachment ToAttachment() => new(ContentType, ToJson());
}

/// <param name="Width"><c>Full</c> lets a posted card use the width of the conversation.</param>
public sealed record TeamsCardOptions(string Width)
{
    public static TeamsCardOptions FullWidth { get; } = new("Full");
}

/// <summary>
/// Asks the bot for the card's present state when it is displayed. Without <see cref="UserIds"/> Teams
/// does so by itself in conversations of up to 60 people, and offers it in the card's menu in larger ones
/// (<i>Up-to-date cards</i>).
/// </summary>
public sealed record CardRefresh(IReadOnlyList<string>? UserIds, CardAction Action)
{
    /// <summary>Kept as its base, because only so its type is written out.</summary>
    public CardRefresh(ExecuteAction action)
        : this(null, action)
    {
    }
}

internal sealed record CardAttachment(string ContentType, JsonElement Content);
