using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <summary>What the app's settings page handed to Teams with <c>pages.config.setConfig</c>, and the name the person gave.</summary>
public sealed record TabSettings(string Name, string EntityId, string ContentUrl, string? WebsiteUrl, string? RemoveUrl);

/// <summary>Adds a tab, sets it up anew, and takes it away: for whoever is in the channel.</summary>
internal static class KeepTabs
{
    /// <summary>As long as Teams lets a tab's name be.</summary>
    private const int NameLength = 128;
    private const int UrlLength = 2048;

    public static Results<NoContent, NotFound, BadRequest, ForbidHttpResult> InChannel(
        string id, Guid tabId, TabSettings settings, Viewer viewer, SandboxTenant tenant, AppPackage package)
    {
        if (!IsValid(settings, package))
        {
            return TypedResults.BadRequest();
        }

        var isArchived = false;
        var isOpen = Change(tenant, id, content =>
        {
            var (team, channel) = content.FindChannel(id)!.Value;
            isArchived = team.IsArchived || !team.AppInstalled;
            if (!isArchived)
            {
                Put(channel.Tabs, tabId, settings);
            }
        }, viewer);
        return !isOpen ? TypedResults.NotFound() : isArchived ? TypedResults.Forbid() : TypedResults.NoContent();
    }

    public static Results<NoContent, NotFound> RemoveFromChannel(string id, Guid tabId, Viewer viewer, SandboxTenant tenant) =>
        Change(tenant, id, content => content.FindChannel(id)!.Value.Channel.Tabs.RemoveAll(tab => tab.Id == tabId), viewer)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    public static Results<NoContent, BadRequest> OnIntranet(Guid tabId, TabSettings settings, Viewer viewer, SandboxTenant tenant, AppPackage package)
    {
        if (!IsValid(settings, package))
        {
            return TypedResults.BadRequest();
        }

        tenant.Change(content =>
        {
            Put(content.IntranetTabs, tabId, settings);
            return new TabsChanged(null);
        });
        return TypedResults.NoContent();
    }

    public static NoContent RemoveFromIntranet(Guid tabId, Viewer viewer, SandboxTenant tenant)
    {
        tenant.Change(content => content.IntranetTabs.RemoveAll(tab => tab.Id == tabId) > 0 ? new TabsChanged(null) : null);
        return TypedResults.NoContent();
    }

    /// <returns>Whether the viewer can open the channel.</returns>
    private static bool Change(SandboxTenant tenant, string channelId, Action<TenantContent> change, Viewer viewer)
    {
        var isOpen = false;
        tenant.Change(content =>
        {
            isOpen = content.FindConversation(channelId) is Channel channel && content.IsMember(viewer.Id, channel);
            if (!isOpen)
            {
                return null;
            }

            change(content);
            return new TabsChanged(channelId);
        });
        return isOpen;
    }

    private static void Put(List<AppTab> tabs, Guid id, TabSettings settings)
    {
        var tab = new AppTab
        {
            Id = id,
            Name = settings.Name,
            EntityId = settings.EntityId,
            ContentUrl = settings.ContentUrl,
            WebsiteUrl = settings.WebsiteUrl,
            RemoveUrl = settings.RemoveUrl,
        };
        var at = tabs.FindIndex(known => known.Id == id);
        if (at < 0)
        {
            tabs.Add(tab);
        }
        else
        {
            tabs[at] = tab;
        }
    }

    /// <summary>Teams shows only pages of the domains in the manifest, and needs to know which page it is.</summary>
    private static bool IsValid(TabSettings settings, AppPackage package) =>
        settings is { Name.Length: > 0 and <= NameLength, EntityId.Length: > 0 }
        && IsOurs(settings.ContentUrl, package)
        && (settings.RemoveUrl is null || IsOurs(settings.RemoveUrl, package));

    private static bool IsOurs(string url, AppPackage package) =>
        url.Length <= UrlLength && Uri.TryCreate(url, UriKind.Absolute, out var address) && package.Origins().Contains(address.GetLeftPart(UriPartial.Authority));
}
