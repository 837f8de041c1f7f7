using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web.TokenCacheProviders;
using Microsoft.Identity.Web.TokenCacheProviders.InMemory;

namespace TillitTeams.Storage.Tokens;

/// <summary>
/// The memory that an instance has of tokens anyway, and behind it what another instance has already asked Entra for: a
/// person's token is exchanged once, whichever instances answer them. The app's own tokens stay where they are: they can do
/// more than anybody's, each instance takes one an hour, and whoever has granted the app something starts it again to have it count.
/// </summary>
/// <remarks>
/// Not Microsoft.Identity.Web's adapter for an <c>IDistributedCache</c>. That asks the database at each use of what it has in
/// memory; its encryption by data protection takes a ring of keys that instances share and somebody has to keep; and what that
/// cannot open it hands to MSAL as it is, which then answers nobody.
/// </remarks>
internal sealed class SharedTokens(IMemoryCache memory, IOptions<MsalMemoryTokenCacheOptions> options, TokenRows rows) : MsalMemoryTokenCacheProvider(memory, options)
{
    /// <summary>MSAL calls a person's tokens by a hash, which has no such sign in it.</summary>
    private const string Own = "app/";

    public override string GetSuggestedCacheKey(TokenCacheNotificationArgs args) =>
        args is { IsApplicationCache: true, SuggestedCacheKey: { Length: > 0 } key } ? $"{Own}{key}" : args.SuggestedCacheKey;

    protected override async Task<byte[]?> ReadCacheBytesAsync(string cacheKey, CacheSerializerHints cacheSerializerHints)
    {
        if (await base.ReadCacheBytesAsync(cacheKey, cacheSerializerHints) is { } here)
        {
            return here;
        }

        if (IsOwn(cacheKey) || await rows.ReadAsync(cacheKey, cacheSerializerHints.CancellationToken) is not { } there)
        {
            return null;
        }

        await base.WriteCacheBytesAsync(cacheKey, there.Content, new CacheSerializerHints { SuggestedCacheExpiry = there.ExpiresAt });
        return there.Content;
    }

    protected override async Task WriteCacheBytesAsync(string cacheKey, byte[] bytes, CacheSerializerHints cacheSerializerHints)
    {
        await base.WriteCacheBytesAsync(cacheKey, bytes, cacheSerializerHints);
        if (!IsOwn(cacheKey))
        {
            await rows.WriteAsync(cacheKey, bytes, cacheSerializerHints.SuggestedCacheExpiry, cacheSerializerHints.CancellationToken);
        }
    }

    protected override async Task RemoveKeyAsync(string cacheKey, CacheSerializerHints cacheSerializerHints)
    {
        await base.RemoveKeyAsync(cacheKey, cacheSerializerHints);
        if (!IsOwn(cacheKey))
        {
            await rows.RemoveAsync(cacheKey, cacheSerializerHints.CancellationToken);
        }
    }

    private static bool IsOwn(string cacheKey) => cacheKey.StartsWith(Own, StringComparison.Ordinal);
}
