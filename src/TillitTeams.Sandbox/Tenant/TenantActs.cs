using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>
/// What people and administrators do to teams, channels, chats and messages. Each act makes one
/// <see cref="TenantChange"/>; an unknown id throws <see cref="KeyNotFoundException"/>. Where a change
/// names a team by text, it is the group id in the form "D".
/// </summary>
public static class TenantActs
{
    public static void EditMessage(this SandboxTenant tenant, string conversationId, string messageId, string html) =>
        tenant.ChangeMessage(conversationId, messageId, ChangeKind.Updated, message =>
        {
            message.Html = html;
            message.EditedAt = tenant.Clock.GetUtcNow();
        });

    /// <summary>Leaves the tombstone that Graph shows: the message's place in the thread without its content.</summary>
    public static void DeleteMessage(this SandboxTenant tenant, string conversationId, string messageId) =>
        tenant.ChangeMessage(conversationId, messageId, ChangeKind.Deleted, message => message.DeletedAt = tenant.Clock.GetUtcNow());

    /// <summary>The author thinks better of it: the message is back as it was.</summary>
    public static void UndeleteMessage(this SandboxTenant tenant, string conversationId, string messageId) =>
        tenant.ChangeMessage(conversationId, messageId, ChangeKind.Updated, message => message.DeletedAt = null);

    /// <summary>One more person reacts with the emoji.</summary>
    public static void React(this SandboxTenant tenant, string conversationId, string messageId, string emoji) =>
        tenant.ChangeMessage(conversationId, messageId, ChangeKind.Updated, message =>
            message.Reactions[emoji] = message.Reactions.GetValueOrDefault(emoji) + 1);

    public static void AddTeamMember(this SandboxTenant tenant, Guid teamId, Guid personId, bool asOwner = false) =>
        tenant.ChangeTeam(teamId, team =>
        {
            team.Members.Add(personId);
            if (asOwner)
            {
                team.Owners.Add(personId);
            }

            return new MembershipChanged(teamId.ToString(), personId, ChangeKind.Created);
        });

    /// <summary>Whoever leaves a team leaves its private channels too, while a shared channel keeps its own members.</summary>
    public static void RemoveTeamMember(this SandboxTenant tenant, Guid teamId, Guid personId) =>
        tenant.ChangeTeam(teamId, team =>
        {
            team.Members.Remove(personId);
            team.Owners.Remove(personId);
            foreach (var channel in team.Channels.Where(channel => channel.MembershipType == MembershipType.Private))
            {
                channel.OwnMembers.Remove(personId);
            }

            return new MembershipChanged(teamId.ToString(), personId, ChangeKind.Deleted);
        });

    /// <summary>Only for private and shared channels: everyone in a team is in its standard ones.</summary>
    public static void AddChannelMember(this SandboxTenant tenant, string channelId, Guid personId) =>
        tenant.Change(content =>
        {
            content.ChannelWithOwnMembers(channelId).OwnMembers.Add(personId);
            return new MembershipChanged(channelId, personId, ChangeKind.Created);
        });

    public static void RemoveChannelMember(this SandboxTenant tenant, string channelId, Guid personId) =>
        tenant.Change(content =>
        {
            content.ChannelWithOwnMembers(channelId).OwnMembers.Remove(personId);
            return new MembershipChanged(channelId, personId, ChangeKind.Deleted);
        });

    public static void AddChatMember(this SandboxTenant tenant, string chatId, Guid personId) =>
        tenant.Change(content =>
        {
            content.Chat(chatId).Members.Add(personId);
            return new MembershipChanged(chatId, personId, ChangeKind.Created);
        });

    public static void RemoveChatMember(this SandboxTenant tenant, string chatId, Guid personId) =>
        tenant.Change(content =>
        {
            content.Chat(chatId).Members.Remove(personId);
            return new MembershipChanged(chatId, personId, ChangeKind.Deleted);
        });

    public static Channel CreateChannel(
        this SandboxTenant tenant,
        Guid teamId,
        string displayName,
        MembershipType membershipType = MembershipType.Standard,
        params IEnumerable<Guid> ownMembers)
    {
        var id = Guid.NewGuid().ToString("N");
        Channel? created = null;
        tenant.Change(content =>
        {
            var team = content.Team(teamId);
            created = new Channel
            {
                Id = $"19:{id}@thread.tacv2",
                Key = $"{team.Key}/{id}",
                DisplayName = displayName,
                Description = "",
                MembershipType = membershipType,
                OwnMembers = [.. ownMembers],
            };
            team.Channels.Add(created);
            content.GiveFiles(team, created, tenant.Clock.GetUtcNow());
            return new ChannelChanged(teamId, created.Id, ChangeKind.Created);
        });
        return created!;
    }

    /// <summary>The channel's folder takes the new name with it.</summary>
    public static void RenameChannel(this SandboxTenant tenant, string channelId, string displayName) =>
        tenant.Change(content =>
        {
            var (team, channel) = content.FindChannel(channelId) ?? throw new KeyNotFoundException($"No channel {channelId}.");
            if (content.FilesOf(channel) is { } files)
            {
                files.Item.Name = displayName;
                files.Drive.Touch(files.Item, null, tenant.Clock.GetUtcNow());
            }

            channel.DisplayName = displayName;
            return new ChannelChanged(team.Id, channelId, ChangeKind.Updated);
        });

    public static void DeleteChannel(this SandboxTenant tenant, string channelId) =>
        tenant.ChangeChannel(channelId, ChangeKind.Deleted, channel => channel.IsDeleted = true);

    public static void RenameTeam(this SandboxTenant tenant, Guid teamId, string displayName) =>
        tenant.ChangeTeam(teamId, team =>
        {
            team.DisplayName = displayName;
            return new TeamChanged(team, ChangeKind.Updated);
        });

    public static void ArchiveTeam(this SandboxTenant tenant, Guid teamId) => tenant.SetArchived(teamId, true);

    public static void UnarchiveTeam(this SandboxTenant tenant, Guid teamId) => tenant.SetArchived(teamId, false);

    public static void DeleteTeam(this SandboxTenant tenant, Guid teamId) =>
        tenant.Change(content =>
        {
            var team = content.Team(teamId);
            content.Teams.Remove(team);
            content.Sites.RemoveAll(site => site.TeamId == teamId);
            return new TeamChanged(team, ChangeKind.Deleted);
        });

    /// <summary>As when Graph tidies up: whoever tracks changes with an older token has to begin anew.</summary>
    public static void ForgetDeltaTokens(this SandboxTenant tenant) =>
        tenant.Change(content =>
        {
            content.DeltaTokensSince = tenant.Clock.GetUtcNow();
            return null;
        });

    public static void InstallApp(this SandboxTenant tenant, Guid teamId) => tenant.SetAppInstalled(teamId, true);

    public static void InstallApp(this SandboxTenant tenant, string chatId) => tenant.SetAppInstalled(chatId, true);

    public static void RemoveApp(this SandboxTenant tenant, Guid teamId) => tenant.SetAppInstalled(teamId, false);

    public static void RemoveApp(this SandboxTenant tenant, string chatId) => tenant.SetAppInstalled(chatId, false);

    private static void ChangeMessage(
        this SandboxTenant tenant, string conversationId, string messageId, ChangeKind kind, Action<Message> change) =>
        tenant.Change(content =>
        {
            var message = content.FindConversation(conversationId)?.Messages.Find(message => message.Id == messageId)
                ?? throw new KeyNotFoundException($"No message {messageId} in {conversationId}.");
            change(message);
            message.ModifiedAt = tenant.Clock.GetUtcNow();
            return new MessageChanged(conversationId, messageId, kind);
        });

    private static void ChangeTeam(this SandboxTenant tenant, Guid teamId, Func<Team, TenantChange> change) =>
        tenant.Change(content => change(content.Team(teamId)));

    private static void ChangeChannel(this SandboxTenant tenant, string channelId, ChangeKind kind, Action<Channel> change) =>
        tenant.Change(content =>
        {
            var (team, channel) = content.FindChannel(channelId) ?? throw new KeyNotFoundException($"No channel {channelId}.");
            change(channel);
            return new ChannelChanged(team.Id, channelId, kind);
        });

    private static void SetArchived(this SandboxTenant tenant, Guid teamId, bool archived) =>
        tenant.ChangeTeam(teamId, team =>
        {
            var restored = team.IsArchived && !archived;
            team.IsArchived = archived;
            return new TeamChanged(team, ChangeKind.Updated, restored);
        });

    private static void SetAppInstalled(this SandboxTenant tenant, Guid teamId, bool installed) =>
        tenant.ChangeTeam(teamId, team =>
        {
            team.AppInstalled = installed;
            return new AppInstallationChanged(teamId.ToString(), installed ? ChangeKind.Created : ChangeKind.Deleted);
        });

    private static void SetAppInstalled(this SandboxTenant tenant, string chatId, bool installed) =>
        tenant.Change(content =>
        {
            content.Chat(chatId).AppInstalled = installed;
            return new AppInstallationChanged(chatId, installed ? ChangeKind.Created : ChangeKind.Deleted);
        });

    private static Team Team(this TenantContent content, Guid id) =>
        content.FindTeam(id) ?? throw new KeyNotFoundException($"No team {id}.");

    private static Chat Chat(this TenantContent content, string id) =>
        content.FindConversation(id) as Chat ?? throw new KeyNotFoundException($"No chat {id}.");

    private static Channel ChannelWithOwnMembers(this TenantContent content, string id) =>
        content.FindChannel(id)?.Channel is not { } channel ? throw new KeyNotFoundException($"No channel {id}.")
        : channel.MembershipType == MembershipType.Standard
            ? throw new InvalidOperationException($"{id} is a standard channel, whose members are the team's.")
        : channel;
}
