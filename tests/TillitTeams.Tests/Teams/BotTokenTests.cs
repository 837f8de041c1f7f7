using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>Nothing comes in that the Bot Connector has not signed, for this bot and for now.</summary>
public sealed class BotTokenTests(QuietTenant vadstena) : IClassFixture<QuietTenant>
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static TheoryData<string, TokenFlaws> Flawed => new()
    {
        { "signed with another key", new TokenFlaws { Key = new SigningKey() } },
        { "expired", new TokenFlaws { IssuedAt = Now.AddMinutes(-66) } },
        { "expired last week", new TokenFlaws { IssuedAt = Now.AddDays(-7) } },
        { "not yet valid", new TokenFlaws { IssuedAt = Now.AddMinutes(6) } },
        { "for another bot", new TokenFlaws { Audience = "0f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10" } },
        { "for the Bot Connector", new TokenFlaws { Audience = EntraTokens.BotAudience } },
        { "from another issuer", new TokenFlaws { Issuer = "https://api.botframework.example" } },
        { "from Entra", new TokenFlaws { Issuer = "https://login.microsoftonline.com/botframework.com/v2.0" } },
    };

    [Theory]
    [MemberData(nameof(Flawed), DisableDiscoveryEnumeration = true)]
    public async Task A_token_with_a_flaw_is_refused(string flaw, TokenFlaws flaws)
    {
        var reply = await vadstena.SendFutileAsync(vadstena.TagMessage().ToJsonString(), vadstena.Host.Bot.Mint(flaws));

        Assert.True(reply.Status == (int)HttpStatusCode.Unauthorized, $"{flaw}: {reply.Status}");
    }

    [Fact]
    public async Task A_published_key_signs_only_for_the_channels_it_is_endorsed_for()
    {
        var token = vadstena.Host.Bot.Mint(new TokenFlaws { Key = vadstena.Host.Bot.OtherChannelsKey });

        var reply = await vadstena.SendFutileAsync(vadstena.TagMessage().ToJsonString(), token);

        Assert.Equal((int)HttpStatusCode.Unauthorized, reply.Status);
    }

    public static TheoryData<string, Func<LocalTenant, string?>> NotTheConnectors => new()
    {
        { "none", _ => null },
        { "no token at all", _ => "guessed" },
        { "unsigned", Unsigned },
        { "with its content changed", Tampered },
        { "a person's from the tab", vadstena => vadstena.Host.Tokens.MintTabToken(vadstena.Person("lena")) },
        { "the app's own", vadstena => vadstena.Host.Tokens.MintForApp(EntraTokens.BotAudience) },
    };

    [Theory]
    [MemberData(nameof(NotTheConnectors), DisableDiscoveryEnumeration = true)]
    public async Task A_token_that_is_not_the_connectors_is_refused(string token, Func<LocalTenant, string?> make)
    {
        var reply = await vadstena.SendFutileAsync(vadstena.TagMessage().ToJsonString(), make(vadstena));

        Assert.True(reply.Status == (int)HttpStatusCode.Unauthorized, $"{token}: {reply.Status}");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-64)]
    public async Task Clocks_may_differ_by_five_minutes(int minutes)
    {
        var reply = await vadstena.SendFutileAsync(Typing(), vadstena.Host.Bot.Mint(new TokenFlaws { IssuedAt = Now.AddMinutes(minutes) }));

        Assert.Equal((int)HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task The_connectors_token_opens_nothing_but_the_bots_endpoint()
    {
        var token = vadstena.Host.Bot.Mint(new TokenFlaws());
        Assert.Equal((int)HttpStatusCode.OK, (await vadstena.SendFutileAsync(Typing(), token)).Status);
        using var http = new HttpClient { BaseAddress = vadstena.Host.AppUrl };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var answer = await http.GetAsync("views/goals", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private string Typing()
    {
        var typing = vadstena.Host.Activities.Message(vadstena.Person("lena"), vadstena.Conversation("omsorg/hemtjansten").Id, "");
        typing["type"] = "typing";
        return typing.ToJsonString();
    }

    private static string Unsigned(LocalTenant vadstena) =>
        $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{vadstena.Host.Bot.Mint(new TokenFlaws()).Split('.')[1]}.";

    private static string Tampered(LocalTenant vadstena)
    {
        var parts = vadstena.Host.Bot.Mint(new TokenFlaws { IssuedAt = Now.AddDays(-7) }).Split('.');
        var fresh = vadstena.Host.Bot.Mint(new TokenFlaws()).Split('.')[1];
        return $"{parts[0]}.{fresh}.{parts[2]}";
    }

    private static string Encode(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
