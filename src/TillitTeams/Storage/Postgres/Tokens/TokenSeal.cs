using System.Security.Cryptography;
using System.Text;

namespace TillitTeams.Storage.Tokens;

/// <summary>
/// With a key that the database never sees, what lies there can be found again and read, and by nobody else: a row is called
/// by a keyed hash, and its content is bound to that name, so that it counts for nothing under another one.
/// </summary>
internal sealed class TokenSeal
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = NonceSize + TagSize;

    private readonly byte[] naming;
    private readonly byte[] sealing;

    /// <param name="key">32 random bytes.</param>
    public TokenSeal(byte[] key)
    {
        naming = HKDF.Expand(HashAlgorithmName.SHA256, key, TokenKeyAttribute.Size, "names"u8.ToArray());
        sealing = HKDF.Expand(HashAlgorithmName.SHA256, key, TokenKeyAttribute.Size, "tokens"u8.ToArray());
    }

    public byte[] NameOf(string cacheKey) => HMACSHA256.HashData(naming, Encoding.UTF8.GetBytes(cacheKey));

    /// <returns>Nonce, tag and what was sealed, one after the other.</returns>
    public byte[] Seal(byte[] name, byte[] tokens)
    {
        var closed = new byte[Overhead + tokens.Length];
        var nonce = closed.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(sealing, TagSize);
        cipher.Encrypt(nonce, tokens, closed.AsSpan(Overhead), closed.AsSpan(NonceSize, TagSize), name);
        return closed;
    }

    /// <returns>Null when it was sealed by another key or under another name, or is not as it was.</returns>
    public byte[]? Open(byte[] name, byte[] closed)
    {
        if (closed.Length < Overhead)
        {
            return null;
        }

        var tokens = new byte[closed.Length - Overhead];
        using var cipher = new AesGcm(sealing, TagSize);
        try
        {
            cipher.Decrypt(closed.AsSpan(0, NonceSize), closed.AsSpan(Overhead), closed.AsSpan(NonceSize, TagSize), tokens, name);
            return tokens;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
