using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>A person's own chat with the app's bot.</summary>
public static class AppChats
{
    /// <summary>The bot writes first, or the person does: the chat is the same one each time.</summary>
    public static Chat OpenAppChat(this SandboxTenant tenant, Guid personId)
    {
        Chat? chat = null;
        tenant.Change(content =>
        {
            chat = content.FindAppChat(personId);
            if (chat is not null)
            {
                return null;
            }

            var person = content.FindPerson(personId) ?? throw new KeyNotFoundException($"No person {personId}.");
            chat = new Chat
            {
                Id = $"a:1{WebEncoders.Base64UrlEncode(SHA256.HashData(personId.ToByteArray()))}",
                Key = $"chat/app-{person.Key}",
                ChatType = ChatType.OneOnOne,
                Members = [personId],
            };
            content.Chats.Add(chat);
            return new ChatOpened(chat.Id);
        });
        return chat!;
    }

    public static Chat InstallAppFor(this SandboxTenant tenant, Guid personId)
    {
        var chat = tenant.OpenAppChat(personId);
        tenant.Change(_ =>
        {
            (chat.AppInstalled, chat.IsAppBlocked) = (true, false);
            return new AppInstallationChanged(chat.Id, ChangeKind.Created);
        });
        return chat;
    }

    public static void RemoveAppFor(this SandboxTenant tenant, Guid personId)
    {
        var chat = tenant.OpenAppChat(personId);
        tenant.Change(_ =>
        {
            (chat.AppInstalled, chat.IsAppBlocked) = (false, true);
            return new AppInstallationChanged(chat.Id, ChangeKind.Deleted);
        });
    }

    /// <summary>The app is told nothing of it.</summary>
    public static void BlockApp(this SandboxTenant tenant, Guid personId)
    {
        var chat = tenant.OpenAppChat(personId);
        tenant.Change(_ =>
        {
            chat.IsAppBlocked = true;
            return null;
        });
    }

    public static Chat? FindAppChat(this TenantContent content, Guid personId) =>
        content.Chats.Find(chat => chat.IsWithApp && chat.Members.Contains(personId));

    /// <summary>"Install the app for the user or make the user a part of a team in which the app is installed" (<em>Send proactive messages</em>).</summary>
    public static bool ReachesByApp(this TenantContent content, Guid personId) =>
        content.FindAppChat(personId) is { AppInstalled: true } || content.Teams.Exists(team => team.AppInstalled && team.Members.Contains(personId));
}
