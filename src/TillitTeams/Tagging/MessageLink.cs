using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Model;

namespace TillitTeams.Tagging;

/// <summary>A link to a message in Teams (<i>Deep link to a chat or channel message</i>).</summary>
internal sealed record MessageLink(
    string ConversationId, string MessageId, string? RootMessageId, string? GroupId, string? TeamName, string? ChannelName)
{
    /// <summary>Null when the link leaves the channel's team out.</summary>
    public MessageSource? Source =>
        !ConversationId.EndsWith("@thread.tacv2", StringComparison.Ordinal) && !ConversationId.EndsWith("@thread.skype", StringComparison.Ordinal)
            ? MessageSource.InChat(ConversationId, MessageId)
            : Guid.TryParse(GroupId, out var team) ? MessageSource.InChannel(team.ToString(), ConversationId, MessageId, RootMessageId) : null;

    public static MessageLink? Read(string? link)
    {
        if (!IsTeams(link, out var url) || url.AbsolutePath.Split('/') is not ["", "l", "message", var conversation, var message, ..]
            || !Uri.UnescapeDataString(conversation).StartsWith("19:", StringComparison.Ordinal) || !message.All(char.IsAsciiDigit))
        {
            return null;
        }

        var query = QueryHelpers.ParseQuery(url.Query);
        return new MessageLink(
            Uri.UnescapeDataString(conversation), message, query.GetValueOrDefault("parentMessageId"), query.GetValueOrDefault("groupId"), query.GetValueOrDefault("teamName"), query.GetValueOrDefault("channelName"));
    }

    /// <summary>The link as Teams gave it, or one made by the documented form: never one to somewhere else.</summary>
    public static string For(string? link, MessageSource source, Guid tenantId)
    {
        if (IsTeams(link, out var url))
        {
            return url.AbsoluteUri;
        }

        var id = Uri.EscapeDataString(source.MessageId);
        return source.ChatId is { } chatId
            ? $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(chatId)}/{id}?context=%7B%22contextType%22%3A%22chat%22%7D"
            : $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(source.ChannelId!)}/{id}?groupId={source.TeamId}"
                + $"&tenantId={tenantId}&createdTime={id}&parentMessageId={Uri.EscapeDataString(source.RootMessageId ?? source.MessageId)}";
    }

    private static bool IsTeams(string? link, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(link, UriKind.Absolute, out url)
        && url.Scheme == Uri.UriSchemeHttps
        && url.Host is ("teams.microsoft.com" or "teams.cloud.microsoft" or "gov.teams.microsoft.us");
}
