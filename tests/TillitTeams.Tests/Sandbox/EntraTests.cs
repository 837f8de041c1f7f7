using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox;

/// <summary>The local tenant's Entra refuses what Microsoft's would.</summary>
public sealed class EntraTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string GraphScope = "https://graph.microsoft.com/.default";

    [Fact]
    public async Task The_app_gets_a_token_of_its_own_without_an_id_token()
    {
        var (status, answer) = await Ask(new() { ["grant_type"] = "client_credentials", ["scope"] = GraphScope });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null(answer["id_token"]);
        Assert.True(vadstena.Host.Tokens.Validate((string)answer["access_token"]!, EntraTokens.GraphAudience)!.IsApp);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        var (status, answer) = await Ask(new() { ["grant_type"] = "client_credentials", ["scope"] = GraphScope, ["client_secret"] = "guessed" });

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("AADSTS7000215", (string)answer["error_description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_is_not_there_has_no_metadata()
    {
        using var http = new HttpClient(LocalCertificate.CreateTrustingHandler());
        using var answer = await http.GetAsync(new Uri(vadstena.Host.CloudUrl, $"{Guid.NewGuid()}/v2.0/.well-known/openid-configuration"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("AADSTS90002", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_another_issuers_word_nor_an_unknown_certificate_is_taken_for_the_apps()
    {
        var app = vadstena.Host.App.ClientId.ToString();
        Assert.Equal(700213, await CodeAsync(new TokenFlaws { Issuer = "https://kubernetes.vadstena.example" }));
        Assert.Equal(700027, await CodeAsync(new TokenFlaws { Issuer = app, Key = new SigningKey() }));

        async Task<int> CodeAsync(TokenFlaws flaws) => (int)(await Ask(new()
        {
            ["grant_type"] = "client_credentials", ["scope"] = GraphScope, ["client_assertion"] = vadstena.Host.Tokens.MintTabToken(vadstena.Person("lena"), flaws),
        })).Answer["error_codes"]![0]!;
    }

    [Fact]
    public async Task A_persons_token_is_exchanged_for_one_that_carries_only_what_was_declared()
    {
        var (status, answer) = await Exchange(vadstena.Host.Tokens.MintTabToken(vadstena.Person("lena")), GraphScope);

        Assert.Equal(HttpStatusCode.OK, status);
        var claims = vadstena.Host.Tokens.Validate((string)answer["access_token"]!, EntraTokens.GraphAudience)!;
        Assert.Equal(vadstena.Person("lena").Id, claims.UserId);
        Assert.Equal(vadstena.Host.App.DelegatedPermissions.Order(), claims.Scopes.Order());
    }

    [Fact]
    public async Task Whose_an_exchanged_token_is_stands_beside_it_for_whoever_asks()
    {
        var lena = vadstena.Person("lena");

        var (_, answer) = await Exchange(vadstena.Host.Tokens.MintTabToken(lena), GraphScope);

        var whose = JsonNode.Parse(Base64UrlEncoder.Decode((string)answer["client_info"]!))!;
        Assert.Equal((lena.Id.ToString(), vadstena.Tenant.Id.ToString()), ((string)whose["uid"]!, (string)whose["utid"]!));
    }

    [Fact]
    public async Task A_permission_that_nobody_consented_to_asks_for_interaction()
    {
        var (status, answer) = await Exchange(vadstena.Host.Tokens.MintTabToken(vadstena.Person("lena")), "https://graph.microsoft.com/Mail.Read");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("invalid_grant", (string)answer["error"]!);
        Assert.Equal("consent_required", (string)answer["suberror"]!);
    }

    public static TheoryData<string, TokenFlaws> ForgedAssertions => new()
    {
        { "another audience", new TokenFlaws { Audience = "00000003-0000-0000-c000-000000000000" } },
        { "another issuer", new TokenFlaws { Issuer = "https://login.example/v2.0" } },
        { "another key", new TokenFlaws { Key = new SigningKey() } },
        { "last week", new TokenFlaws { IssuedAt = TimeProvider.System.GetUtcNow().AddDays(-7) } },
        { "another tenant", new TokenFlaws { TenantId = Guid.NewGuid() } },
    };

    [Theory]
    [MemberData(nameof(ForgedAssertions), DisableDiscoveryEnumeration = true)]
    public async Task An_assertion_with_a_flaw_is_not_exchanged(string flaw, TokenFlaws flaws)
    {
        var (status, _) = await Exchange(vadstena.Host.Tokens.MintTabToken(vadstena.Person("lena"), flaws), GraphScope);

        Assert.True(status == HttpStatusCode.BadRequest, flaw);
    }

    private Task<(HttpStatusCode Status, JsonNode Answer)> Exchange(string assertion, string scope) => Ask(new()
    {
        ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
        ["requested_token_use"] = "on_behalf_of",
        ["assertion"] = assertion,
        ["scope"] = scope,
        ["client_info"] = "1",
    });

    private async Task<(HttpStatusCode Status, JsonNode Answer)> Ask(Dictionary<string, string> form)
    {
        form.TryAdd("client_id", vadstena.Host.App.ClientId.ToString());
        form.TryAdd("client_secret", vadstena.Host.App.ClientSecret);
        using var http = new HttpClient(LocalCertificate.CreateTrustingHandler());
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(
            new Uri(vadstena.Host.CloudUrl, $"{vadstena.Tenant.Id}/oauth2/v2.0/token"), content, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }
}
