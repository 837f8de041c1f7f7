using System.Globalization;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Seed;

/// <summary>Puts documents into a site's libraries and into the messages that carry them.</summary>
internal sealed class DocumentWriter(TenantContent content, Site site, IReadOnlyDictionary<string, Person> people, SeedClock clock)
{
    private const string Longest = "{400}";
    private const string Filling = "Underlag från den tidigare samlingsplatsen/";

    public void Write(DocumentEntry entry, Drive drive)
    {
        var by = Find(entry, entry.By);
        var at = clock.At(entry.At);
        var names = Fill(entry.Path, drive).TrimEnd('/').Split('/');
        var folder = SiteSeed.Folder(site, drive, names.SkipLast(1), by, at);
        var item = drive.Add(
            folder, names[^1], entry.Kind == "notebook" ? DriveItemKind.Notebook : DriveItemKind.File, by, at,
            18_000 + (entry.Text.Length * 311), entry.Text, SeedIds.Document(site.Key, entry.Path, drive.Name));
        if (entry.Changed is { } changed)
        {
            drive.Touch(item, Find(entry, entry.ChangedBy!), clock.At(changed));
            item.ContentVersion++;
        }

        item.Label = entry.Label is { } label ? SensitivityLabels.Named(label).Name : null;
        item.CheckedOutBy = entry.CheckedOutBy is { } holder ? Find(entry, holder) : null;
        item.IsRetained = entry.Retained;
        Share(entry, item);

        var document = new Document(content, site, drive, item);
        DocumentRules.RequirePath(document);
        SeedRules.Require(document.MayRead(by), Where(entry), $"{entry.By} cannot open the site.");
        Send(entry, document);
    }

    private void Share(DocumentEntry entry, DriveItem item)
    {
        if (entry.OnlyFor.Count > 0)
        {
            item.OnlyFor = [.. entry.OnlyFor.Select(key => Find(entry, key))];
        }

        if (entry.SharedWithEverybody)
        {
            item.Sharing.Add(Link(item, SharingScope.Organization, []));
        }

        if (entry.SharedWith.Count > 0)
        {
            item.Sharing.Add(Link(item, SharingScope.People, entry.SharedWith.Select(key => Find(entry, key))));
        }
    }

    /// <summary>A file that is sent in a chat lies in the sender's OneDrive, and those in the chat may open it.</summary>
    private void Send(DocumentEntry entry, Document document)
    {
        if (entry.SentIn is { } sent)
        {
            var (conversation, message) = FindMessage(entry, sent);
            message.Files.Add(new FileAttachment(document.Item.UniqueId, document.Item.Name, document.PathUrl()));
            if (conversation is Chat chat)
            {
                document.Item.Sharing.Add(Link(document.Item, SharingScope.People, chat.Members.Where(member => !site.Owners.Contains(member))));
            }
        }

        if (entry.LinkedIn is { } linked)
        {
            var (_, message) = FindMessage(entry, linked);
            var url = document.Item.Sharing is [var link, ..] ? document.SharingUrl(link) : document.PathUrl();
            message.Html += $"<p><a href=\"{HtmlText.Encode(url)}\">{HtmlText.Encode(document.Item.Name)}</a></p>";
        }
    }

    private static SharingLink Link(DriveItem item, SharingScope scope, IEnumerable<Guid> people) => new()
    {
        Id = new Guid(System.Security.Cryptography.SHA256.HashData([.. item.UniqueId.ToByteArray(), (byte)scope, (byte)item.Sharing.Count]).AsSpan(0, 16)),
        Token = SiteSeed.Token(item.UniqueId, $"{scope}/{item.Sharing.Count}"),
        Scope = scope,
        People = [.. people],
    };

    private (Conversation Conversation, Message Message) FindMessage(DocumentEntry entry, MessagePlace place)
    {
        var from = Find(entry, place.From);
        var at = clock.At(place.At);
        var conversation = content.Teams.SelectMany(team => team.Channels).FirstOrDefault<Conversation>(channel => channel.Key == place.Conversation)
            ?? content.Chats.Find(chat => chat.Key == place.Conversation);
        var message = conversation?.Messages.Find(message => message.FromPerson == from && message.CreatedAt >= at && message.CreatedAt < at.AddMinutes(1));
        SeedRules.Require(
            message is not null, Where(entry), string.Create(CultureInfo.InvariantCulture, $"{place.From} wrote nothing in {place.Conversation} at '{place.At}'."));
        return (conversation!, message!);
    }

    private string Fill(string path, Drive drive)
    {
        var at = path.IndexOf(Longest, StringComparison.Ordinal);
        if (at < 0)
        {
            return path;
        }

        var rest = path[(at + Longest.Length)..];
        var left = DocumentRules.LongestPath - $"{site.Path}/{drive.UrlName}/{path[..at]}{rest}".Length + 1;
        var filling = string.Concat(Enumerable.Repeat(Filling, (left / Filling.Length) + 1))[..(left - 1)];
        return $"{path[..at]}{filling}x{rest}";
    }

    private Guid Find(DocumentEntry entry, string key) =>
        people.TryGetValue(key, out var person) ? person.Id : throw new InvalidDataException($"{Where(entry)}: there is no '{key}'.");

    private string Where(DocumentEntry entry) => $"documents.json, {site.Key}/{entry.Path}";
}
