using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Sandbox.Graph;
using TillitTeams.Tests.Sandbox.Graph.Subscriptions;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

public sealed class DriveSubscriptionTests(SubscriptionTenant tenant) : IClassFixture<SubscriptionTenant>, IAsyncLifetime
{
    private static readonly Guid Amina = SeedIds.Person("amina");

    private GraphClient App => new(tenant.Host, tenant.Host.Tokens.MintForApp(EntraTokens.GraphAudience, ["Sites.Selected"]));

    public async ValueTask InitializeAsync()
    {
        await tenant.SettleAsync();
        tenant.Listener.Rest();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_granted_site_tells_that_something_changed_and_nothing_more()
    {
        Grant("skola");
        var (status, subscription) = await App.SendAsync(HttpMethod.Post, "/subscriptions", Order("skola"));
        Assert.True(status == HttpStatusCode.Created, subscription.ToJsonString());

        tenant.Tenant.UploadFile(SeedIds.Drive("skola"), "root", "Ny.docx", Amina);
        tenant.Tenant.UploadFile(SeedIds.Drive("gata"), "root", "Ny.docx", Amina);
        await tenant.SettleAsync();

        var told = Assert.Single(tenant.Listener.Rest());
        Assert.Equal(("updated", "hemligt"), ((string)told["changeType"]!, (string)told["clientState"]!));
        Assert.Equal($"drives/{SeedIds.Drive("skola")}/root", (string)told["resource"]!);
        Assert.DoesNotContain("Ny.docx", told.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_was_not_granted_cannot_be_subscribed_to() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await App.SendAsync(HttpMethod.Post, "/subscriptions", Order("bygg"))).Status);

    [Theory]
    [InlineData("created", 60)]
    [InlineData("updated,deleted", 60)]
    [InlineData("updated", 42_301)]
    public async Task Only_updates_for_less_than_thirty_days(string changeType, int minutes)
    {
        Grant("kansli");
        Assert.Equal(HttpStatusCode.BadRequest, (await App.SendAsync(HttpMethod.Post, "/subscriptions", Order("kansli", changeType, minutes))).Status);
        var (status, body) = await App.SendAsync(HttpMethod.Post, "/subscriptions", Order("kansli"));
        Assert.True(status == HttpStatusCode.Created, body.ToJsonString());
        await App.SendAsync(HttpMethod.Delete, $"/subscriptions/{body["id"]}");
    }

    [Fact]
    public async Task A_revoked_site_tells_nothing_until_it_is_granted_again()
    {
        Grant("omsorg");
        await App.SendAsync(HttpMethod.Post, "/subscriptions", Order("omsorg"));

        tenant.Tenant.RevokeSite("omsorg", tenant.Host.App.ClientId.ToString());
        tenant.Tenant.UploadFile(SeedIds.Drive("omsorg"), "root", "Ny.docx", Amina);
        await tenant.SettleAsync();

        Assert.Empty(tenant.Listener.Rest());
    }

    private void Grant(string site) => tenant.Tenant.GrantSite(site, tenant.Host.App.ClientId.ToString(), SiteRole.Read);

    private JsonObject Order(string site, string changeType = "updated", int minutes = 42_300) => new()
    {
        ["changeType"] = changeType,
        ["notificationUrl"] = tenant.Listener.Url.ToString(),
        ["resource"] = $"/drives/{SeedIds.Drive(site)}/root",
        ["expirationDateTime"] = tenant.Clock.GetUtcNow().AddMinutes(minutes).ToString("O"),
        ["clientState"] = "hemligt",
    };
}
