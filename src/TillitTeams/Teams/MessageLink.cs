using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Model;

namespace TillitTeams.Teams;

/// <summary>A link to a message in Teams (<i>Deep link to a chat or channel message</i>).</summary>
public sealed record MessageLink(
    string ConversationId, string MessageId, string? RootMessageId, string? GroupId, string? TeamName, string? ChannelName)
{
    /// <summary>With the longest names of team and channel, a link stays far below.</summary>
    private const int MaxLength = 4000;

    private static readonly Uri Teams = new("https://teams.microsoft.com");

    /// <summary>Null when the link leaves the channel's team out.</summary>
    public MessageSource? Source =>
        !ConversationId.EndsWith("@thread.tacv2", StringComparison.Ordinal) && !ConversationId.EndsWith("@thread.skype", StringComparison.Ordinal)
            ? MessageSource.InChat(ConversationId, MessageId)
            : Guid.TryParse(GroupId, out var team) ? MessageSource.InChannel(team.ToString(), ConversationId, MessageId, RootMessageId) : null;

    /// <summary>Null when it is no link to a message, or so long that it only pretends to be one.</summary>
    public static MessageLink? Read(string? link)
    {
        if (link is null or { Length: > MaxLength } || Unwrap(link) is not { } url
            || url.AbsolutePath.Split('/') is not ["", "l", "message", var escaped, var message, ..]
            || Uri.UnescapeDataString(escaped) is not ['1', '9', ':', ..] conversation || !IsId(message))
        {
            return null;
        }

        var query = QueryHelpers.ParseQuery(url.Query);
        string? root = query.GetValueOrDefault("parentMessageId");
        return root is not null && !IsId(root)
            ? null
            : new MessageLink(conversation, message, root, query.GetValueOrDefault("groupId"), query.GetValueOrDefault("teamName"), query.GetValueOrDefault("channelName"));
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

    private static bool IsId(string text) => text.Length is > 0 and <= 20 && text.All(char.IsAsciiDigit);

    /// <summary>
    /// People copy links from where they happen to be: the app's own scheme, the page that a browser opens
    /// before it hands over to the app, a mail that Outlook has wrapped the links of.
    /// </summary>
    private static Uri? Unwrap(string link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var url))
        {
            return null;
        }

        if (url.Scheme == "msteams")
        {
            return new Uri(Teams, url.PathAndQuery.TrimStart('/').Insert(0, "/"));
        }

        if (IsSafeLink(url))
        {
            return IsTeams(QueryHelpers.ParseQuery(url.Query).GetValueOrDefault("url"), out var wrapped) ? wrapped : null;
        }

        if (!IsTeams(link, out _))
        {
            return null;
        }

        var inside = url.AbsolutePath == "/dl/launcher/launcher.html" ? (string?)QueryHelpers.ParseQuery(url.Query).GetValueOrDefault("url")
            : url.Fragment.StartsWith("#/l/", StringComparison.Ordinal) ? url.Fragment
            : null;
        return inside is null ? url : new Uri(Teams, inside[(inside.IndexOf('#', StringComparison.Ordinal) + 1)..].TrimStart('/').Insert(0, "/"));
    }

    internal static bool IsSafeLink(Uri url) =>
        url.Scheme == Uri.UriSchemeHttps && url.Host.EndsWith(".safelinks.protection.outlook.com", StringComparison.Ordinal);

    internal static bool IsTeams(string? link, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(link, UriKind.Absolute, out url)
        && url.Scheme == Uri.UriSchemeHttps
        && url.Host is ("teams.microsoft.com" or "teams.cloud.microsoft" or "gov.teams.microsoft.us");
}
