using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TillitTeams.Model;

/// <summary>
/// What makes the audit trail tell when it was changed: every event's hash holds the hash of the one before. The
/// person is in it as a salted proof, so that somebody who has left can be forgotten without breaking the chain.
/// </summary>
public static class AuditChain
{
    /// <summary>What the first event follows.</summary>
    public static byte[] Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Proof(Guid person, Guid salt) => SHA256.HashData([.. salt.ToByteArray(bigEndian: true), .. person.ToByteArray(bigEndian: true)]);

    /// <param name="before">The hash of the event before this one.</param>
    /// <param name="noted">Sealed, but for its hash.</param>
    public static byte[] Hash(byte[] before, AuditEvent noted)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Append(hash, noted.Sequence.GetValueOrDefault());
        hash.AppendData(noted.Id.ToByteArray(bigEndian: true));
        hash.AppendData(noted.TenantId.ToByteArray(bigEndian: true));
        Append(hash, noted.At.UtcTicks);
        hash.AppendData(noted.PersonProof ?? []);
        // The name has a length before it, so that it cannot run into what follows.
        var action = Encoding.UTF8.GetBytes(noted.Action.ToString());
        Append(hash, action.Length);
        hash.AppendData(action);
        hash.AppendData(noted.RowId.ToByteArray(bigEndian: true));
        hash.AppendData(noted.Covers ?? []);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
