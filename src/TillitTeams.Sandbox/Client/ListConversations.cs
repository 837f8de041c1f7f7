using System.Net;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <param name="Latest">The newest message that somebody else wrote.</param>
public sealed record ChannelView(
    string Id, string Key, string DisplayName, string Description, string MembershipType, bool IsGeneral, bool HasApp, string? Latest, IReadOnlyList<AppTab> Tabs);

public sealed record TeamView(Guid Id, string Key, string DisplayName, bool IsArchived, IReadOnlyList<ChannelView> Channels);

public sealed record ChatView(
    string Id,
    string Key,
    string Title,
    string ChatType,
    IReadOnlyList<AuthorView> Members,
    bool HasApp,
    string? Latest,
    string Preview,
    string? PreviewBy,
    DateTimeOffset? PreviewAt);

/// <param name="Intranet">What stands on the page in SharePoint.</param>
public sealed record ConversationsView(IReadOnlyList<TeamView> Teams, IReadOnlyList<ChatView> Chats, IReadOnlyList<AppTab> Intranet);

/// <summary>The teams, channels and chats that the person can open, and no others.</summary>
internal static partial class ListConversations
{
    private const int PreviewLength = 120;

    public static ConversationsView Read(Viewer viewer, SandboxTenant tenant, AppPackage package) => tenant.Read(content => new ConversationsView(
        [.. content.Teams.Select(team => View(team, content, viewer)).Where(team => team.Channels.Count > 0)],
        [.. content.Chats
            .Where(chat => content.IsMember(viewer.Id, chat))
            .Select(chat => View(chat, content, viewer, package))
            .OrderByDescending(chat => chat.PreviewAt)],
        [.. content.IntranetTabs]));

    /// <summary>Somebody who is only in a shared channel sees it under the team that hosts it.</summary>
    private static TeamView View(Team team, TenantContent content, Viewer viewer) => new(
        team.Id,
        team.Key,
        team.DisplayName,
        team.IsArchived,
        [.. team.Channels.Where(channel => content.IsMember(viewer.Id, channel)).Select(channel => new ChannelView(
            channel.Id,
            channel.Key,
            channel.DisplayName,
            channel.Description,
            Name(channel.MembershipType),
            channel == team.General,
            team.AppInstalled,
            Latest(channel, viewer),
            [.. channel.Tabs]))]);

    private static ChatView View(Chat chat, TenantContent content, Viewer viewer, AppPackage package)
    {
        var members = chat.Members.Select(content.FindPerson).OfType<Person>().OrderBy(person => person.DisplayName, StringComparer.Ordinal).ToList();
        var others = members.Where(person => person.Id != viewer.Id).Select(person => person.DisplayName);
        var last = chat.Messages.FindLast(message => message.DeletedAt is null);
        return new ChatView(
            chat.Id,
            chat.Key,
            chat.IsWithApp ? package.Read("sv").Name : chat.Topic ?? string.Join(", ", others),
            Name(chat.ChatType),
            [.. members.Select(AuthorView.Of)],
            chat.AppInstalled,
            Latest(chat, viewer),
            last is null ? "" : Preview(last.Html, package),
            last?.FromPerson is { } by ? content.FindPerson(by)?.DisplayName : null,
            last?.CreatedAt);
    }

    private static string? Latest(Conversation conversation, Viewer viewer) =>
        conversation.Messages.FindLast(message => message.FromPerson != viewer.Id && message.DeletedAt is null)?.Id;

    private static string Preview(string html, AppPackage package)
    {
        var text = WebUtility.HtmlDecode(Tags().Replace(html, " ")).Trim();
        return text.Length == 0 ? package.Read("sv").Name : text.Length <= PreviewLength ? text : $"{text[..PreviewLength]}…";
    }

    private static string Name<T>(T value)
        where T : struct, Enum =>
        $"{value.ToString()[..1].ToLowerInvariant()}{value.ToString()[1..]}";

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();
}
