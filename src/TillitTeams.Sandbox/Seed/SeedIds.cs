using System.Security.Cryptography;
using System.Text;

namespace TillitTeams.Sandbox.Seed;

/// <summary>Ids that follow from the readable keys of the seed, the same at every start.</summary>
public static class SeedIds
{
    public static Guid Tenant { get; } = Id("tenant/vadstena");

    public static Guid Person(string key) => Id($"person/{key}");

    public static Guid Team(string key) => Id($"team/{key}");

    /// <param name="key">Team and channel: <c>skola/elevhalsa</c>.</param>
    public static string Channel(string key) => $"19:{Id($"channel/{key}"):N}@thread.tacv2";

    public static string GroupChat(string key) => $"19:{Id(key):N}@thread.v2";

    public static string MeetingChat(string key) => $"19:meeting_{Id(key):N}@thread.v2";

    /// <summary>The two ids in order, as Teams builds it.</summary>
    public static string OneOnOneChat(Guid one, Guid other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) < 0
            ? $"19:{one}_{other}@unq.gbl.spaces"
            : $"19:{other}_{one}@unq.gbl.spaces";

    private static Guid Id(string key)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16).ToArray();
        // Version 4 and variant bits, so that it reads as any other object id.
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }
}
