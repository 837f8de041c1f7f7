using System.Text.Json;

namespace TillitTeams.Teams;

/// <summary>
/// What Teams sends, as far as the product reads it. Everything may be missing and unknown fields are
/// passed over: Teams adds fields without notice (<i>Conversation events in your Teams bot</i>).
/// </summary>
public sealed record Activity
{
    public string? Type { get; init; }
    public string? Id { get; init; }

    /// <summary>Which invoke it is: <c>composeExtension/fetchTask</c>.</summary>
    public string? Name { get; init; }

    /// <summary>What happened in an <c>installationUpdate</c>: <c>add</c>, <c>remove</c>.</summary>
    public string? Action { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public string? ChannelId { get; init; }
    public string? ServiceUrl { get; init; }
    public string? Locale { get; init; }
    public string? Text { get; init; }
    public string? ReplyToId { get; init; }
    public Account? From { get; init; }
    public Account? Recipient { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public ChannelData? ChannelData { get; init; }
    public IReadOnlyList<Account?>? MembersAdded { get; init; }
    public IReadOnlyList<Account?>? MembersRemoved { get; init; }
    public IReadOnlyList<ActivityEntity?>? Entities { get; init; }

    /// <summary>An invoke's own content; its form depends on <see cref="Name"/>.</summary>
    public JsonElement Value { get; init; }
}

/// <param name="Id">The account in Teams: <c>29:…</c> for a person, <c>28:{app id}</c> for a bot.</param>
/// <param name="AadObjectId">The person in Entra.</param>
public sealed record Account(string? Id, string? Name, string? AadObjectId);

/// <param name="Id">In a channel thread it carries the root: <c>19:…@thread.tacv2;messageid=1611060744833</c>.</param>
/// <param name="ConversationType"><c>channel</c>, <c>groupChat</c> or <c>personal</c>; meetings leave it out.</param>
public sealed record ConversationAccount(string? Id, string? Name, string? ConversationType, bool? IsGroup, string? TenantId);

public sealed record ChannelData(
    ChannelDataTenant? Tenant, ChannelDataTeam? Team, ChannelDataChannel? Channel, string? EventType);

public sealed record ChannelDataTenant(string? Id);

/// <param name="Id">The thread id of the team's General channel.</param>
/// <param name="AadGroupId">The team in Graph; Teams leaves it out of some activities.</param>
public sealed record ChannelDataTeam(string? Id, string? Name, string? AadGroupId);

public sealed record ChannelDataChannel(string? Id, string? Name);

/// <summary>Teams puts the client's language in an entity of type <c>clientInfo</c>.</summary>
public sealed record ActivityEntity(string? Type, string? Locale);
