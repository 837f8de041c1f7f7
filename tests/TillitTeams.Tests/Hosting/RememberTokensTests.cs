using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TillitTeams.Hosting;
using TillitTeams.Sandbox.Entra;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>A token that was found valid is believed again until it ends; nothing else is.</summary>
public sealed class RememberTokensTests : IDisposable
{
    private readonly Counting inner = new();
    private readonly RememberTokens tokens;
    private readonly TokenValidationParameters rules = new() { ValidateAudience = false, ValidateIssuer = false, ClockSkew = TimeSpan.FromMinutes(5) };
    private readonly SigningCredentials credentials;

    public RememberTokensTests()
    {
        tokens = new RememberTokens(inner);
        credentials = new SigningKey().Credentials;
        rules.IssuerSigningKey = credentials.Key;
    }

    public void Dispose() => tokens.Dispose();

    [Fact]
    public async Task One_that_was_let_in_is_not_checked_again()
    {
        var token = Mint(TimeSpan.FromHours(1));

        var (first, again) = (await tokens.ValidateTokenAsync(token, rules), await tokens.ValidateTokenAsync(token, rules));

        Assert.True(first.IsValid && again.IsValid);
        Assert.Equal(1, inner.Asked);
        Assert.Equal(first.ClaimsIdentity.Claims.Select(claim => $"{claim}"), again.ClaimsIdentity.Claims.Select(claim => $"{claim}"));
        Assert.Same(first.SecurityToken, again.SecurityToken);
    }

    [Fact]
    public async Task One_that_differs_in_a_letter_is_checked_and_refused()
    {
        var token = Mint(TimeSpan.FromHours(1));
        await tokens.ValidateTokenAsync(token, rules);

        var forged = await tokens.ValidateTokenAsync($"{token[..^10]}{(token[^10] == 'A' ? 'B' : 'A')}{token[^9..]}", rules);

        Assert.False(forged.IsValid);
    }

    [Fact]
    public async Task One_that_was_refused_is_checked_each_time()
    {
        var token = Mint(TimeSpan.FromMinutes(-10));

        Assert.False((await tokens.ValidateTokenAsync(token, rules)).IsValid);
        Assert.False((await tokens.ValidateTokenAsync(token, rules)).IsValid);
        Assert.Equal(2, inner.Asked);
    }

    [Fact]
    public async Task One_that_is_over_and_taken_only_because_clocks_differ_is_checked_each_time()
    {
        var token = Mint(TimeSpan.FromMinutes(-1));

        Assert.True((await tokens.ValidateTokenAsync(token, rules)).IsValid);
        Assert.True((await tokens.ValidateTokenAsync(token, rules)).IsValid);
        Assert.Equal(2, inner.Asked);
    }

    [Fact]
    public async Task One_that_ends_meanwhile_is_refused()
    {
        rules.ClockSkew = TimeSpan.Zero;
        var token = Mint(TimeSpan.FromSeconds(6));
        Assert.True((await tokens.ValidateTokenAsync(token, rules)).IsValid);

        while (new DateTimeOffset(new JsonWebToken(token).ValidTo, TimeSpan.Zero) >= TimeProvider.System.GetUtcNow())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.False((await tokens.ValidateTokenAsync(token, rules)).IsValid);
    }

    [Fact]
    public async Task What_one_request_learned_of_its_caller_the_next_does_not_know()
    {
        var token = Mint(TimeSpan.FromHours(1));
        (await tokens.ValidateTokenAsync(token, rules)).ClaimsIdentity.AddClaim(new Claim("roles", "first"));
        (await tokens.ValidateTokenAsync(token, rules)).ClaimsIdentity.AddClaim(new Claim("roles", "second"));

        Assert.False((await tokens.ValidateTokenAsync(token, rules)).ClaimsIdentity.HasClaim(claim => claim.Type == "roles"));
    }

    private string Mint(TimeSpan life)
    {
        var end = TimeProvider.System.GetUtcNow() + life;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "x", Expires = end.UtcDateTime, NotBefore = end.AddHours(-2).UtcDateTime, IssuedAt = end.AddHours(-2).UtcDateTime, SigningCredentials = credentials,
            Claims = new Dictionary<string, object> { ["oid"] = "karin" },
        });
    }

    private sealed class Counting : TokenHandler
    {
        private readonly JsonWebTokenHandler handler = new();

        public int Asked { get; private set; }

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            Asked++;
            return handler.ValidateTokenAsync(token, validationParameters);
        }
    }
}
