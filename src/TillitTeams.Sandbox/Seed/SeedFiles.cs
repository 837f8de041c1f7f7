using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Sandbox.Seed;

// The seed as it is written in the JSON files beside this one: people, teams and channels by their keys.

internal sealed record PeopleFile(List<PersonEntry> People);

internal sealed record PersonEntry(string Key, string GivenName, string Surname, string JobTitle, string Department)
{
    public List<string> AppRoles { get; init; } = [];
    public bool IsAdministrator { get; init; }
    public bool CanSignIn { get; init; }
}

internal sealed record TeamFile(
    string Key, string Name, string Description, bool AppInstalled, List<string> Owners, List<string> Members, List<ChannelEntry> Channels);

internal sealed record ChannelEntry(string Key, string Name, string Description, List<MessageEntry> Threads)
{
    /// <summary><c>private</c> or <c>shared</c>, with members of its own; a standard channel has the team's.</summary>
    public string? Membership { get; init; }
    public List<string>? Members { get; init; }
}

internal sealed record ChatsFile(List<ChatEntry> Chats);

internal sealed record ChatEntry(string Key, string Type, List<string> Members, bool AppInstalled, List<MessageEntry> Messages)
{
    public string? Topic { get; init; }
}

/// <param name="At">Working days before the start and the time in Vadstena, <c>3 08:15</c>.</param>
internal sealed record MessageEntry(string From, string At, SeedText Text)
{
    public string? Subject { get; init; }
    public Dictionary<string, int> Reactions { get; init; } = [];
    public List<MessageEntry> Replies { get; init; } = [];
}

internal sealed record DocumentsFile(List<SiteEntry> Sites);

/// <param name="Key">A team, <c>team/channel</c> of a private or shared channel, <c>person/key</c>, or a site with a name of its own.</param>
internal sealed record SiteEntry(string Key, List<DocumentEntry> Documents)
{
    public string? Name { get; init; }
    public List<string> Owners { get; init; } = [];
}

/// <param name="Path">From the library's root; its folders come of themselves, and <c>{400}</c> fills it up to the longest.</param>
internal sealed record DocumentEntry(string Path, string By, string At)
{
    /// <summary><c>notebook</c>, or nothing for a file.</summary>
    public string? Kind { get; init; }
    public string? Library { get; init; }
    public string? ChangedBy { get; init; }
    public string? Changed { get; init; }
    public string Text { get; init; } = "";
    public string? Label { get; init; }
    public string? CheckedOutBy { get; init; }
    public bool Retained { get; init; }
    public bool SharedWithEverybody { get; init; }
    public List<string> SharedWith { get; init; } = [];

    /// <summary>Those who can open it besides the site's owners; nobody named, and it inherits the site's permissions.</summary>
    public List<string> OnlyFor { get; init; } = [];

    /// <summary>The message that carries it.</summary>
    public MessagePlace? SentIn { get; init; }

    /// <summary>The message that ends with a link to it.</summary>
    public MessagePlace? LinkedIn { get; init; }
}

internal sealed record MessagePlace(string Conversation, string From, string At);

internal static class SeedJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    public static T Read<T>(string file, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException($"{file}: empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: {exception.Message}", exception);
        }
    }
}
