using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>Ids in the shapes that SharePoint and OneDrive give them; opaque to whoever carries them.</summary>
internal static class DocumentIds
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Drive(Guid siteId, Guid webId, Guid listId) =>
        $"b!{WebEncoders.Base64UrlEncode([.. siteId.ToByteArray(), .. webId.ToByteArray(), .. listId.ToByteArray()])}";

    public static bool IsDrive(string id) => id.Length == 66 && id.StartsWith("b!", StringComparison.Ordinal);

    /// <summary>Six letters of the drive and twenty-six of the item.</summary>
    public static string Item(string driveId, Guid uniqueId) =>
        $"01{Base32(SHA256.HashData(Encoding.ASCII.GetBytes(driveId)))[..6]}{Base32(uniqueId.ToByteArray())}";

    public static string NewSharingToken() => $"E{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(33))}";

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Letters[(buffer >> (bits - 5)) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Letters[(buffer << (5 - bits)) & 31]).ToString();
    }
}
