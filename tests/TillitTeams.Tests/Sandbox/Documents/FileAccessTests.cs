using System.Net;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

public sealed class FileAccessTests(DocumentTenant tenant) : IClassFixture<DocumentTenant>
{
    [Theory]
    [InlineData("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx", "amina", "sara")]
    [InlineData("gata/skolvagar", "Trygga skolvägar/Före och efter.pptx", "amina", "karin")]
    [InlineData("person/sara", "Microsoft Teams-chattfiler/Ansökan Kulturrådet, utkast.docx", "amina", "peter")]
    [InlineData("omsorg", "Allmänt/Introduktion för nya.pptx", "lena", "johan")]
    public async Task An_item_opens_to_those_who_reach_its_site_or_were_let_in(string site, string path, string inside, string outside)
    {
        var item = await tenant.As(inside, DocumentTenant.Read).ReadAsync(DocumentTenant.Item(site, path));

        Assert.Equal(path.Split('/')[^1], (string)item["name"]!);
        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(tenant.As(outside, DocumentTenant.Read).RefusalAsync(DocumentTenant.Item(site, path))));
    }

    [Fact]
    public async Task A_batch_answers_for_each_item_by_itself()
    {
        var answers = await tenant.As("sara", DocumentTenant.Read).BatchAsync(
            $"{DocumentTenant.Item("skola", "Allmänt/Kvalitetsrapport 2026.pdf")}?$select=id,name",
            DocumentTenant.Item("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx"),
            $"/drives/{SeedIds.Drive("skola")}/items/01AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal([200, 403, 404], answers.Select(answer => (int)answer["status"]!));
        Assert.Equal(["@odata.context", "id", "name"], answers[0]["body"]!.AsObject().Select(pair => pair.Key).Order());
    }

    [Fact]
    public async Task Without_the_permission_nothing_opens() =>
        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(
            tenant.As("amina", "Chat.Read").RefusalAsync(DocumentTenant.Item("skola", "Allmänt/Kvalitetsrapport 2026.pdf"))));

    [Fact]
    public async Task The_app_reaches_a_site_while_it_is_granted_and_no_longer()
    {
        var path = DocumentTenant.Item("bibliotek", "Programverksamhet/Program våren.docx");
        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(tenant.App.RefusalAsync(path)));

        tenant.Tenant.GrantSite("bibliotek", tenant.AppId, SiteRole.Read);
        Assert.Equal("Program våren.docx", (string)(await tenant.App.ReadAsync(path))["name"]!);
        Assert.Equal("Bibliotek och kultur", (string)(await tenant.App.ReadAsync($"/sites/{tenant.Site("bibliotek").GraphId}"))["displayName"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.AsApp("Chat.Read.All").RefusalAsync(path)).Status);

        tenant.Tenant.RevokeSite("bibliotek", tenant.AppId);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.App.RefusalAsync(path)).Status);
    }

    [Fact]
    public async Task A_grant_opens_no_labels_searches_or_sharing_links()
    {
        tenant.Tenant.GrantSite("omsorg", tenant.AppId, SiteRole.FullControl);
        var document = tenant.Document("omsorg", "Allmänt/Introduktion för nya.pptx");

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.App.RefusalAsync(DocumentTenant.Share(document.PathUrl()))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.App.PostAsync("/search/query", "{}")).Response.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.App.PostAsync($"{DocumentTenant.Item("omsorg", "Allmänt/Introduktion för nya.pptx")}/extractSensitivityLabels", "{}")).Response.StatusCode);
    }

    [Fact]
    public async Task A_link_to_everybody_lets_a_look_through_and_is_kept_by_those_who_opened_it()
    {
        var document = tenant.Document("person/karin", "Tal till chefsdagen.docx");
        var link = document.Item.Sharing.Single();
        var peter = tenant.As("peter", DocumentTenant.Read);
        var path = DocumentTenant.Item("person/karin", "Tal till chefsdagen.docx");

        Assert.Equal(document.Item.Id, (string)(await peter.ReadAsync(DocumentTenant.Share(document.SharingUrl(link))))["id"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await peter.RefusalAsync(path)).Status);

        tenant.Tenant.OpenLink(document.Drive.Id, document.Item.Id, link.Id, SeedIds.Person("peter"));
        Assert.Equal(document.Item.Id, (string)(await peter.ReadAsync(path))["id"]!);
    }

    [Fact]
    public async Task An_address_opens_only_to_those_who_may_and_only_in_this_tenant()
    {
        var document = tenant.Document("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx");

        foreach (var url in new[] { document.PathUrl(), document.WebUrl(), document.PathUrl().Replace("/sites/", "/:w:/r/sites/", StringComparison.Ordinal) + "?csf=1&web=1" })
        {
            Assert.Equal(document.Item.Id, (string)(await tenant.As("amina", DocumentTenant.Read).ReadAsync(DocumentTenant.Share(url)))["id"]!);
            Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("sara", DocumentTenant.Read).RefusalAsync(DocumentTenant.Share(url))).Status);
        }

        foreach (var url in new[] { "https://nagonannan.sharepoint.com/sites/skola/Shared%20Documents/x.docx", $"{document.Site.WebUrl}/Shared%20Documents/borta.docx", document.TeamsUrl(tenant.Tenant.Id, null, null) })
        {
            Assert.Equal((HttpStatusCode.NotFound, "itemNotFound"), await DocumentTenant.Refused(tenant.As("amina", DocumentTenant.Read).RefusalAsync(DocumentTenant.Share(url))));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.As("amina", DocumentTenant.Read).RefusalAsync("/shares/u!%25%25/driveItem")).Status);
    }

    [Fact]
    public async Task A_deleted_file_is_not_found_and_a_restored_one_is()
    {
        var file = tenant.NewFile();
        var amina = tenant.As("amina", DocumentTenant.Read);

        tenant.Tenant.DeleteItem(SeedIds.Drive("skola"), file.Id, DocumentTenant.Amina);
        Assert.Equal((HttpStatusCode.NotFound, "itemNotFound"), await DocumentTenant.Refused(amina.RefusalAsync(DocumentTenant.PathOf(file))));

        tenant.Tenant.RestoreItem(SeedIds.Drive("skola"), file.Id, DocumentTenant.Amina);
        Assert.Equal(file.Name, (string)(await amina.ReadAsync(DocumentTenant.PathOf(file)))["name"]!);
    }

    [Fact]
    public async Task Whoever_leaves_the_team_leaves_its_files()
    {
        var path = DocumentTenant.Item("kansli", "Allmänt/Mål och budget 2027.docx");
        await tenant.As("peter", DocumentTenant.Read).ReadAsync(path);

        TillitTeams.Sandbox.Tenant.TenantActs.RemoveTeamMember(tenant.Tenant, SeedIds.Team("kansli"), SeedIds.Person("peter"));

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("peter", DocumentTenant.Read).RefusalAsync(path)).Status);
    }
}
