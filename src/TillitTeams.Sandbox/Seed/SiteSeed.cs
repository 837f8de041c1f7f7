using System.Security.Cryptography;
using System.Text;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Seed;

/// <summary>
/// SharePoint and OneDrive: a site for every team, private channel and shared channel, a OneDrive for everybody
/// who signs in, and what the file adds to them.
/// </summary>
internal sealed class SiteSeed(TenantContent content, IReadOnlyDictionary<string, Person> people, SeedClock clock)
{
    /// <summary>A working day before anybody wrote anything.</summary>
    private const string Founded = "60 08:00";

    /// <summary>Invented, like everything here; SharePoint's names end so for every tenant.</summary>
    internal const string Name = "vadstenaexempel";

    public void Write(DocumentsFile file)
    {
        foreach (var team in content.Teams)
        {
            var site = Found(team.Key, SiteKind.Team, team.DisplayName, $"/sites/{team.Key}", teamId: team.Id);
            foreach (var channel in team.Channels)
            {
                var home = channel.MembershipType == MembershipType.Standard
                    ? site
                    : Found(
                        channel.Key, SiteKind.Channel, $"{team.DisplayName}-{channel.DisplayName}", $"/sites/{channel.Key.Replace('/', '-')}",
                        teamId: team.Id, channelId: channel.Id);
                Folder(home, home.Drives[0], [channel.DisplayName], null, clock.At(Founded));
            }
        }

        foreach (var person in people.Values.Where(person => person.CanSignIn))
        {
            var site = Found($"person/{person.Key}", SiteKind.Personal, person.DisplayName, $"/personal/{person.UserPrincipalName.Replace('@', '_').Replace('.', '_')}");
            site.Owners.Add(person.Id);
        }

        SeedRules.RequireDistinct(file.Sites.Select(site => site.Key), "documents.json");
        foreach (var entry in file.Sites)
        {
            var site = content.Sites.Find(site => site.Key == entry.Key) ?? FoundOpen(entry);
            var writer = new DocumentWriter(content, site, people, clock);
            foreach (var document in entry.Documents)
            {
                writer.Write(document, site.LibraryNamed(document.Library ?? NewSite.Library));
            }
        }
    }

    /// <summary>The folders of the path, made where they are missing.</summary>
    internal static DriveItem Folder(Site site, Drive drive, IEnumerable<string> path, Guid? by, DateTimeOffset at)
    {
        var folder = drive.Root;
        var walked = "";
        foreach (var name in path)
        {
            walked = walked.Length == 0 ? name : $"{walked}/{name}";
            folder = drive.ChildrenOf(folder).FirstOrDefault(child => child.Name == name)
                ?? drive.Add(folder, name, DriveItemKind.Folder, by, at, 0, "", SeedIds.Document(site.Key, walked, drive.Name));
        }

        return folder;
    }

    private Site FoundOpen(SiteEntry entry)
    {
        SeedRules.Require(entry.Name is not null && entry.Owners.Count > 0, entry.Key, "a site of its own has a name and owners.");
        var site = Found(entry.Key, SiteKind.Communication, entry.Name!, $"/sites/{entry.Key}");
        site.Owners.UnionWith(entry.Owners.Select(key => people.TryGetValue(key, out var person)
            ? person.Id
            : throw new InvalidDataException($"{entry.Key}: there is no '{key}' to look after it.")));
        return site;
    }

    private Site Found(string key, SiteKind kind, string name, string path, Guid? teamId = null, string? channelId = null) => NewSite.Found(
        content, key, kind, name, kind == SiteKind.Personal ? $"{Name}-my.sharepoint.com" : $"{Name}.sharepoint.com", path, clock.At(Founded), teamId, channelId);

    /// <summary>A token that is the same in every start.</summary>
    internal static string Token(Guid document, string scope)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{document}/{scope}"));
        return $"E{Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(bytes)}";
    }
}
