using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>The window in which somebody consents leads to Entra and back, for nobody but the tab that opened it.</summary>
public sealed class ConsentTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string State = "abcdefghijklmnopqrstuvwxyz012345";

    [Fact]
    public async Task The_window_goes_to_the_persons_tenant_at_Entra_with_what_the_app_is_registered_for()
    {
        using var answer = await GetAsync($"tab/consent?state={State}&tenant={vadstena.Tenant.Id}&login_hint=sara%40vadstena.example");
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.EndsWith($"/{vadstena.Tenant.Id}/oauth2/v2.0/authorize", answer.Headers.Location.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(vadstena.Host.App.ClientId.ToString(), query["client_id"]);
        Assert.Equal(vadstena.Host.App.RedirectUris.Single(), query["redirect_uri"]);
        Assert.Equal(State, query["state"]);
        Assert.Equal("sara@vadstena.example", query["login_hint"]);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("tab/consent")]
    [InlineData("tab/consent?state=short")]
    [InlineData("tab/consent?state=abcdefghijklmnopqrstuvwxyz%3Cscript%3E")]
    [InlineData("tab/consent?state=abcdefghijklmnopqrstuvwxyz012345&tenant=11111111-1111-4111-8111-111111111111")]
    [InlineData("tab/consent?state=abcdefghijklmnopqrstuvwxyz012345&tenant=../evil")]
    [InlineData("tab/consent/end?code=x")]
    [InlineData("tab/consent/end?code=x&state=")]
    [InlineData("tab/consent/end?code=x&state=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3Eabcdefg")]
    public async Task A_state_that_was_tampered_with_and_a_foreign_tenant_are_refused(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("<script>alert", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=abc", "granted", "Klart")]
    [InlineData("error=access_denied&error_description=AADSTS65004%3A+User+declined", "declined", "Godkännandet gavs inte")]
    [InlineData("error=access_denied&error_description=AADSTS90094%3A+admin", "administrator", "Godkännandet gavs inte")]
    [InlineData("error=server_error&error_description=%3Cb%3E", "failed", "Godkännandet gavs inte")]
    [InlineData("code=abc&error=server_error", "failed", "Godkännandet gavs inte")]
    [InlineData("", "failed", "Godkännandet gavs inte")]
    public async Task What_Entra_answered_is_handed_to_the_tab_with_its_state(string answered, string outcome, string title)
    {
        using var answer = await GetAsync($"tab/consent/end?{answered}&state={State}");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"data-outcome=\"{outcome}\" data-state=\"{State}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("AADSTS", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler) { BaseAddress = vadstena.Host.AppUrl };
        var answer = await browser.GetAsync(path, TestContext.Current.CancellationToken);
        await answer.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        return answer;
    }
}
