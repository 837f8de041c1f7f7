using TillitTeams.Sandbox.Seed;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>What Teams does in SharePoint when a channel is made: a folder, or a site where the channel has members of its own.</summary>
internal static class ChannelFiles
{
    public static void GiveFiles(this TenantContent content, Team team, Channel channel, DateTimeOffset now)
    {
        if (content.Sites.Find(site => site.Kind == SiteKind.Team && site.TeamId == team.Id) is not { } home)
        {
            return;
        }

        if (channel.MembershipType != MembershipType.Standard)
        {
            home = NewSite.Found(
                content, channel.Key, SiteKind.Channel, $"{team.DisplayName}-{channel.DisplayName}", home.Host, $"/sites/{channel.Key.Replace('/', '-')}", now, team.Id, channel.Id);
        }

        var library = home.Drives[0];
        library.Add(library.Root, channel.DisplayName, DriveItemKind.Folder, null, now, 0, "", SeedIds.Document(home.Key, channel.Key, library.Name));
    }
}
