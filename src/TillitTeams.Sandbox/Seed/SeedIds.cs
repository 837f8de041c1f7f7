using System.Security.Cryptography;
using System.Text;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Seed;

/// <summary>
/// Ids of the seeded tenant, derived from its readable keys: the same in every start and on every machine,
/// in the shapes that Microsoft 365 gives them.
/// </summary>
public static class SeedIds
{
    private const string ChatPrefix = "chat/";
    private const string MeetingSuffix = "-mote";

    public static Guid Tenant { get; } = Derive("tenant/vadstena");

    public static Guid Person(string key) => Derive($"person/{key}");

    public static Guid Team(string key) => Derive($"team/{key}");

    /// <summary>A channel's thread id; <paramref name="key"/> is <c>team/channel</c>.</summary>
    public static string Channel(string key) => $"19:{Derive($"channel/{key}"):N}@thread.tacv2";

    /// <summary>
    /// A chat's thread id. <c>chat/a-b</c> is the one-to-one chat of the people a and b, <c>chat/…-mote</c> is
    /// a meeting's chat, and every other key is a group chat.
    /// </summary>
    public static string Chat(string key)
    {
        if (!key.StartsWith(ChatPrefix, StringComparison.Ordinal))
        {
            throw new ArgumentException($"A chat's key starts with {ChatPrefix}: {key}", nameof(key));
        }

        if (key.EndsWith(MeetingSuffix, StringComparison.Ordinal))
        {
            var random = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Derive(key):D}"));
            return $"19:meeting_{random}@thread.v2";
        }

        if (key[ChatPrefix.Length..].Split('-') is [var first, var second])
        {
            string[] both = [$"{Person(first):D}", $"{Person(second):D}"];
            Array.Sort(both, StringComparer.Ordinal);
            return $"19:{both[0]}_{both[1]}@unq.gbl.spaces";
        }

        return $"19:{Derive(key):N}@thread.v2";
    }

    /// <param name="key">A team's key, <c>team/channel</c>, <c>person/key</c> or <c>intranat</c>.</param>
    public static string Drive(string key, string library = "Dokument") => DocumentIds.Drive(Site(key), Web(key), Library(key, library));

    /// <param name="key">The site's key.</param>
    /// <param name="path">From the library's root: <c>Läslust/Läslista mellanstadiet.xlsx</c>.</param>
    /// <param name="library">The name of the library.</param>
    public static string DriveItem(string key, string path, string library = "Dokument") => DocumentIds.Item(Drive(key, library), Document(key, path, library));

    internal static Guid Site(string key) => Derive($"site/{key}");

    internal static Guid Web(string key) => Derive($"web/{key}");

    internal static Guid Library(string key, string library) => Derive($"library/{key}/{library}");

    internal static Guid Document(string key, string path, string library) => Derive($"document/{key}/{library}/{path.TrimEnd('/')}");

    private static Guid Derive(string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"tillit-teams/{key}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40); // Entra's object ids are version 4
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
