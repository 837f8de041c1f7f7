using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Teams;

/// <param name="ConversationId">A channel's or chat's thread id, with or without <c>;messageid=</c>.</param>
public sealed record ConversationAddress(string ServiceUrl, string ConversationId)
{
    public ConversationAddress InThread(string rootMessageId) =>
        this with { ConversationId = $"{ConversationId.Split(';')[0]};messageid={rootMessageId}" };
}

public enum ConnectorState
{
    Done,

    /// <summary>The bot is not installed there, or what was asked for is gone.</summary>
    NotAllowed,

    /// <summary>The bot is kept from writing there: by the person, by the channel's moderation or by a policy.</summary>
    Blocked,

    /// <summary>The conversation is there, but not the message in it.</summary>
    MessageGone,

    /// <summary>Not taken, for a reason of its own such as its size: it has certainly not arrived.</summary>
    Refused,

    /// <summary>Not taken for a reason that may pass, such as too many at once: it has certainly not arrived.</summary>
    NotNow,

    /// <summary>No answer worth the name: the message may or may not have arrived.</summary>
    Unavailable,
}

public sealed record ConnectorAnswer<T>(ConnectorState State, T? Value)
    where T : class
{
    /// <summary>For how long the connector wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal ConnectorAnswer<TOther> Map<TOther>(Func<T, TOther?> map)
        where TOther : class => new(State, Value is null ? null : map(Value)) { RetryAfter = RetryAfter };
}

/// <param name="Summary">What the notification says; plain text.</param>
/// <param name="Card">Shown as the message.</param>
public sealed record OutgoingMessage(string Summary, AdaptiveCard Card)
{
    internal OutgoingActivity ToActivity() => new("message", Summary, [Card.ToAttachment()]);
}

/// <summary>A card as it was stored. Whoever stored it decides when it is sent again, so each call is made once.</summary>
/// <param name="Summary">What the notification says; plain text.</param>
/// <param name="Json">The Adaptive Card.</param>
public sealed record StoredCard(string Summary, string Json)
{
    internal OutgoingActivity ToActivity() => new("message", Summary, [new CardAttachment(AdaptiveCard.ContentType, JsonElement.Parse(Json))]);
}

/// <summary>A team as the Bot Connector describes it.</summary>
/// <param name="AadGroupId">The team in Graph.</param>
public sealed record TeamDetails(string? Id, string? Name, string? AadGroupId);

public sealed record TeamChannels(IReadOnlyList<TeamChannel>? Conversations);

/// <param name="Name">Null for the General channel, which each client names in its own language.</param>
public sealed record TeamChannel(string? Id, string? Name);

/// <param name="Id">The account in Teams: <c>29:…</c>.</param>
public sealed record ConversationMember(string? Id, string? Name, string? AadObjectId, string? ObjectId)
{
    /// <summary>The person in Entra, under either of the names that Teams uses for it.</summary>
    [JsonIgnore]
    public Guid? PersonId => Guid.TryParse(AadObjectId ?? ObjectId, out var id) ? id : null;
}

internal sealed record OutgoingActivity(string Type, string Summary, IReadOnlyList<CardAttachment> Attachments);

internal sealed record PostedActivity(string? Id);

/// <summary>What a 1:1 chat is made of (<i>Send proactive messages</i>).</summary>
internal sealed record NewConversation(
    MemberId Bot, IReadOnlyList<MemberId> Members, bool IsGroup, string TenantId, ChannelData ChannelData);

internal sealed record MemberId(string Id);

internal sealed record MembersPage(IReadOnlyList<ConversationMember>? Members, string? ContinuationToken);
