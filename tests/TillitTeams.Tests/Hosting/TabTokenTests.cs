using System.Net;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>Only a token that Entra gave Teams for this app, for somebody in a tenant that is served, now, opens a view.</summary>
public sealed class TabTokenTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    public static TheoryData<string, HttpStatusCode> Flaws => new()
    {
        { "none", HttpStatusCode.OK },
        { "expired", HttpStatusCode.Unauthorized },
        { "not yet valid", HttpStatusCode.Unauthorized },
        { "another audience", HttpStatusCode.Unauthorized },
        { "another issuer", HttpStatusCode.Unauthorized },
        { "another key", HttpStatusCode.Unauthorized },
        { "another tenant", HttpStatusCode.Unauthorized },
        { "another scope", HttpStatusCode.Forbidden },
        { "a token for Graph", HttpStatusCode.Unauthorized },
        { "the app's own token", HttpStatusCode.Unauthorized },
        { "the bot's token", HttpStatusCode.Unauthorized },
        { "nonsense", HttpStatusCode.Unauthorized },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task A_token_with_a_flaw_opens_nothing(string flaw, HttpStatusCode status)
    {
        using var viewer = vadstena.AppClient(null);
        viewer.DefaultRequestHeaders.Authorization = new("Bearer", Token(flaw));

        using var answer = await viewer.GetAsync("views/goals", TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        if (status != HttpStatusCode.OK)
        {
            Assert.DoesNotContain("Hållbar", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_counts_in_its_header_and_nowhere_else()
    {
        var token = Token("none");
        using var viewer = vadstena.AppClient(null);
        viewer.DefaultRequestHeaders.Add("Cookie", $".AspNetCore.Cookies={token}; access_token={token}");

        using var answer = await viewer.GetAsync($"views/goals?access_token={token}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private string Token(string flaw)
    {
        var (tokens, sara, now) = (vadstena.Host.Tokens, vadstena.Person("sara"), vadstena.Tenant.Clock.GetUtcNow());
        return flaw switch
        {
            "none" => tokens.MintTabToken(sara),
            "expired" => tokens.MintTabToken(sara, new TokenFlaws { IssuedAt = now.AddHours(-3) }),
            "not yet valid" => tokens.MintTabToken(sara, new TokenFlaws { IssuedAt = now.AddHours(1) }),
            "another audience" => tokens.MintTabToken(sara, new TokenFlaws { Audience = Guid.NewGuid().ToString() }),
            "another issuer" => tokens.MintTabToken(sara, new TokenFlaws { Issuer = "https://login.example.com/v2.0" }),
            "another key" => tokens.MintTabToken(sara, new TokenFlaws { Key = new SigningKey() }),
            "another tenant" => tokens.MintTabToken(sara, new TokenFlaws { TenantId = Guid.NewGuid() }),
            "another scope" => tokens.MintTabToken(sara, new TokenFlaws { Scope = "something_else" }),
            "a token for Graph" => tokens.MintForUser(EntraTokens.GraphAudience, sara.Id, ["access_as_user"]),
            "the app's own token" => tokens.MintForApp(EntraTokens.GraphAudience),
            "the bot's token" => vadstena.Host.Bot.Mint(new TokenFlaws()),
            _ => "abc.def.ghi",
        };
    }
}
