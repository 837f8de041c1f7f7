using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace TillitTeams.Hosting;

/// <summary>
/// The same token comes with every request of an hour, and to check its signature takes longer than to answer with a page that is
/// kept. What was found valid is believed again for some minutes, never beyond its own end; of any other nothing is remembered.
/// </summary>
/// <param name="inner">Checks what is not remembered.</param>
internal sealed class RememberTokens(TokenHandler inner) : TokenHandler, IDisposable
{
    /// <summary>For so long a token is still taken after its key is withdrawn. The keys themselves are read anew far less often.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Some kilobytes each.</summary>
    private const int MostTokens = 2_000;

    // A token's end is compared with the machine's clock by whoever checks it, so it is here.
    private readonly MemoryCache valid = new(new MemoryCacheOptions { SizeLimit = MostTokens });

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (valid.TryGetValue<TokenValidationResult>(token, out var known))
        {
            return CopyOf(known!);
        }

        var found = await inner.ValidateTokenAsync(token, validationParameters);
        if (found.IsValid)
        {
            var now = TimeProvider.System.GetUtcNow();
            var end = new DateTimeOffset(found.SecurityToken.ValidTo, TimeSpan.Zero);
            if (end > now)
            {
                valid.Set(token, CopyOf(found), new MemoryCacheEntryOptions { AbsoluteExpiration = end < now + Longest ? end : now + Longest, Size = 1 });
            }
        }

        return found;
    }

    public override SecurityToken ReadToken(string token) => inner.ReadToken(token);

    public void Dispose() => valid.Dispose();

    /// <summary>Who is asking may be told more of while a request is answered, and only there.</summary>
    private static TokenValidationResult CopyOf(TokenValidationResult known) =>
        new() { IsValid = true, SecurityToken = known.SecurityToken, ClaimsIdentity = known.ClaimsIdentity.Clone(), Issuer = known.Issuer, TokenType = known.TokenType };

    /// <summary>Each scheme has its own: what one has let in says nothing to another.</summary>
    internal sealed class ForEachScheme : IPostConfigureOptions<JwtBearerOptions>
    {
        public void PostConfigure(string? name, JwtBearerOptions options)
        {
            for (var at = 0; at < options.TokenHandlers.Count; at++)
            {
                options.TokenHandlers[at] = new RememberTokens(options.TokenHandlers[at]);
            }
        }
    }
}
