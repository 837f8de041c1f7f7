using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

/// <summary>To whom an item is open, as <em>List sharing permissions on a driveItem</em> tells it.</summary>
public sealed class ItemPermissionsTests(DocumentTenant tenant) : IClassFixture<DocumentTenant>
{
    [Fact]
    public async Task An_owner_is_told_of_everybody_and_nobody_of_what_is_inherited()
    {
        tenant.Tenant.GrantSite("skola", tenant.AppId, SiteRole.Owner);
        var file = tenant.NewFile();
        tenant.Tenant.ShareWith(SeedIds.Drive("skola"), file.Id, [SeedIds.Person("johan")]);

        foreach (var owner in new[] { tenant.App, tenant.As("amina", DocumentTenant.Read) })
        {
            var permissions = await ReadAsync(owner, file);

            Assert.Equal(["Ägare av Skola och förskola owner", "Medlemmar i Skola och förskola write", "Besökare på Skola och förskola read"], Groups(permissions));
            var shared = permissions.Single(permission => permission["link"] is not null);
            Assert.Equal(("users", SeedIds.Person("johan").ToString()), ((string?)shared["link"]!["scope"], (string?)shared["grantedToIdentitiesV2"]![0]!["user"]!["id"]));
            Assert.NotNull(shared["link"]!["webUrl"]);
            Assert.All(permissions, permission => Assert.Null(permission["inheritedFrom"]));
        }
    }

    [Fact]
    public async Task Whoever_is_no_owner_is_told_of_what_applies_to_them()
    {
        tenant.Tenant.GrantSite("skola", tenant.AppId, SiteRole.Write);
        var file = tenant.NewFile();
        tenant.Tenant.ShareWith(SeedIds.Drive("skola"), file.Id, [SeedIds.Person("johan")]);

        Assert.Equal(tenant.AppId, (string?)Assert.Single(await ReadAsync(tenant.App, file))["grantedToV2"]!["application"]!["id"]);
        Assert.Equal(["Medlemmar i Skola och förskola write"], Groups(await ReadAsync(tenant.As("peter", DocumentTenant.Read), file)));
        var shared = Assert.Single(await ReadAsync(tenant.As("johan", DocumentTenant.Read), file));
        Assert.Null(shared["link"]!["webUrl"]);
    }

    [Fact]
    public async Task What_has_stopped_inheriting_is_open_to_its_owners_and_those_who_are_named()
    {
        tenant.Tenant.GrantSite("skola", tenant.AppId, SiteRole.Owner);
        var (drive, peter) = (SeedIds.Drive("skola"), SeedIds.Person("peter"));
        var above = tenant.Tenant.CreateFolder(drive, "root", $"{Guid.NewGuid():N}", DocumentTenant.Amina);
        tenant.Tenant.ShareWith(drive, above.Id, [SeedIds.Person("johan")]);
        var folder = tenant.Tenant.CreateFolder(drive, above.Id, "Löner", DocumentTenant.Amina);
        tenant.Tenant.StopInheriting(drive, folder.Id, peter);
        var file = tenant.Tenant.UploadFile(drive, folder.Id, "Ett.docx", peter);

        var permissions = await ReadAsync(tenant.App, file);

        Assert.Equal(["Ägare av Skola och förskola owner"], Groups(permissions));
        Assert.Contains(permissions, permission => (string?)permission["grantedToV2"]?["user"]?["id"] == $"{peter}");
        foreach (var (person, status) in new[] { ("peter", HttpStatusCode.OK), ("amina", HttpStatusCode.OK), ("elin", HttpStatusCode.Forbidden), ("johan", HttpStatusCode.Forbidden) })
        {
            Assert.Equal(status, (await tenant.As(person, DocumentTenant.Read).GetAsync(DocumentTenant.PathOf(file))).Response.StatusCode);
        }
    }

    [Fact]
    public async Task The_seed_has_a_list_that_only_two_can_open()
    {
        var path = DocumentTenant.Item("gata", "Vinterväghållning/Jourlista.xlsx");

        await tenant.As("hanna", DocumentTenant.Read).ReadAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("karin", DocumentTenant.Read).RefusalAsync(path)).Status);
    }

    [Fact]
    public async Task It_takes_a_permission_and_a_file_that_is_there()
    {
        var file = tenant.NewFile();

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("amina", "Chat.Read").RefusalAsync($"{DocumentTenant.PathOf(file)}/permissions")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("johan", DocumentTenant.Read).RefusalAsync($"{DocumentTenant.PathOf(file)}/permissions")).Status);
        tenant.Tenant.DeleteItem(SeedIds.Drive("skola"), file.Id, DocumentTenant.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.As("amina", DocumentTenant.Read).RefusalAsync($"{DocumentTenant.PathOf(file)}/permissions")).Status);
    }

    private static async Task<List<JsonNode>> ReadAsync(Graph.GraphClient client, DriveItem file) =>
        [.. (await client.ReadAsync($"{DocumentTenant.PathOf(file)}/permissions?$select=id,roles,grantedToV2,link,grantedToIdentitiesV2,inheritedFrom"))["value"]!.AsArray().OfType<JsonNode>()];

    private static IEnumerable<string> Groups(IEnumerable<JsonNode> permissions) => permissions
        .Where(permission => permission["grantedToV2"]?["siteGroup"] is not null)
        .Select(permission => $"{permission["grantedToV2"]!["siteGroup"]!["displayName"]} {permission["roles"]![0]}");
}
