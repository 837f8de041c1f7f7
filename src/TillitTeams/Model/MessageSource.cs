namespace TillitTeams.Model;

/// <summary>
/// Where a message stands: in a channel (<see cref="TeamId"/> and <see cref="ChannelId"/>) or in a
/// chat (<see cref="ChatId"/>). Ids are the ones Microsoft Graph uses in its paths.
/// </summary>
/// <param name="TeamId">Entra group id of the team that hosts the channel.</param>
/// <param name="RootMessageId">The thread's first message; null when this is the first message, or in a chat.</param>
public sealed record MessageSource(
    string? TeamId, string? ChannelId, string? ChatId, string MessageId, string? RootMessageId)
{
    public static MessageSource InChannel(string teamId, string channelId, string messageId, string? rootMessageId) =>
        new(teamId, channelId, null, messageId, rootMessageId == messageId ? null : rootMessageId);

    public static MessageSource InChat(string chatId, string messageId) =>
        new(null, null, chatId, messageId, null);

    /// <summary>The channel's or the chat's id.</summary>
    public string ConversationId => ChatId ?? ChannelId!;

    /// <inheritdoc cref="Link.ContainerId"/>
    public string ContainerId => ChatId ?? TeamId!;

    /// <summary>The team is left out on purpose: a shared channel is reached through several teams.</summary>
    public string Key => ChatId is not null
        ? $"chat/{ChatId}/{MessageId}"
        : $"channel/{ChannelId}/{MessageId}";
}
