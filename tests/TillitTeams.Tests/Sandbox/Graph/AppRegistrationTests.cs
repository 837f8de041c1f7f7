using System.Net;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>What Graph tells of the app's registration, and whom.</summary>
public sealed class AppRegistrationTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    [Theory]
    [InlineData("/applications")]
    [InlineData("/servicePrincipals")]
    [InlineData("/oauth2PermissionGrants")]
    public async Task Neither_the_app_nor_anybody_by_way_of_it_reads_the_directory(string path)
    {
        Assert.Equal((HttpStatusCode.Forbidden, "Authorization_RequestDenied"), Refusal(await tenant.AsApp().RefusalAsync(path)));
        Assert.Equal((HttpStatusCode.Forbidden, "Authorization_RequestDenied"), Refusal(await tenant.As("karin", "User.Read", "Files.Read.All").RefusalAsync(path)));

        static (HttpStatusCode, string) Refusal((HttpStatusCode Status, string Code, string Message) refused) => (refused.Status, refused.Code);
    }

    [Fact]
    public async Task An_administrator_finds_the_app_what_it_may_do_and_who_consented()
    {
        var client = tenant.Host.App.ClientId;
        var admin = tenant.As("karin", "Application.Read.All", "Directory.Read.All");

        var app = (await admin.ReadAsync($"/applications?$filter=appId eq '{client}'"))["value"]![0]!;
        var principal = (await admin.ReadAsync($"/servicePrincipals?$filter=appId eq '{client}'"))["value"]![0]!["id"];
        var grants = (await admin.ReadAsync($"/oauth2PermissionGrants?$filter=clientId eq '{principal}'"))["value"]![0]!;
        var roles = (await admin.ReadAsync($"/servicePrincipals/{principal}/appRoleAssignments"))["value"]![0]!;

        Assert.Equal($"api://{tenant.Host.AppUrl.Authority}/{client}", (string)app["identifierUris"]![0]!);
        Assert.Equal(tenant.Host.App.DelegatedPermissions.Order(StringComparer.Ordinal), ((string)grants["scope"]!).Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal(((string)grants["resourceId"]!, "883ea226-0bf2-4a8f-9f9d-92c9162a727d"), ((string)roles["resourceId"]!, (string)roles["appRoleId"]!));
        Assert.Empty((await admin.ReadAsync($"/applications?$filter=appId eq '{Guid.NewGuid()}'"))["value"]!.AsArray());
    }
}
