using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Sandbox.Graph;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

public sealed class DriveDeltaTests : IClassFixture<DocumentTenant>
{
    private static readonly string Drive = SeedIds.Drive("skola");
    private static readonly string Folder = SeedIds.DriveItem("skola", "Läslust");

    private readonly DocumentTenant tenant;

    public DriveDeltaTests(DocumentTenant tenant)
    {
        this.tenant = tenant;
        tenant.Tenant.GrantSite("skola", tenant.AppId, SiteRole.Read);
    }

    [Fact]
    public async Task The_first_round_tells_of_everything_in_pages_and_folders_first()
    {
        var (items, _) = await Round($"/drives/{Drive}/root/delta?$top=3");

        var expected = tenant.Tenant.Read(content => content.FindDrive(Drive)!.Value.Drive.Items.Values.Where(item => item.DeletedAt is null).Select(item => item.Id).ToHashSet());
        Assert.Equal(expected.Order(), items.Select(item => (string)item["id"]!).Order());
        var met = new HashSet<string>();
        Assert.All(items, item =>
        {
            Assert.True(item["root"] is not null || met.Contains((string)item["parentReference"]!["id"]!));
            met.Add((string)item["id"]!);
        });
    }

    [Fact]
    public async Task From_latest_on_only_what_changes_is_told_with_the_folders_above_it()
    {
        var (none, link) = await Round($"/drives/{Drive}/root/delta?token=latest");
        Assert.Empty(none);

        var file = tenant.NewFile("Före.docx");
        tenant.Tenant.RenameItem(Drive, file.Id, "Efter.docx", DocumentTenant.Amina);
        tenant.Tenant.SetColumn(Drive, file.Id, "Title", "Rubrik", DocumentTenant.Amina);
        var (items, next) = await Round(link);

        Assert.Equal(["root", "Läslust", "Efter.docx"], items.Select(item => (string)item["name"]!));
        Assert.Empty((await Round(next)).Items);
    }

    [Fact]
    public async Task What_was_deleted_is_told_without_its_name()
    {
        var file = tenant.NewFile();
        var (_, link) = await Round($"/drives/{Drive}/root/delta?token=latest");

        tenant.Tenant.DeleteItem(Drive, file.Id, DocumentTenant.Amina);
        var gone = (await Round(link)).Items.Single(item => (string)item["id"]! == file.Id);

        Assert.Equal("deleted", (string)gone["deleted"]!["state"]!);
        Assert.Null(gone["name"]);
    }

    [Fact]
    public async Task What_changes_during_a_round_belongs_to_the_next()
    {
        var (_, link) = await Round($"/drives/{Drive}/root/delta?token=latest");
        tenant.Tenant.UploadFiles(Drive, Folder, [.. Enumerable.Range(0, 5).Select(i => $"Omgång {i} {Guid.NewGuid():N}.docx")], DocumentTenant.Amina);

        var first = await tenant.App.ReadAsync($"{link}&$top=4");
        var late = tenant.NewFile();
        var (rest, next) = await Round((string)first["@odata.nextLink"]!);

        Assert.Equal(7, GraphClient.Items(first).Count + rest.Count);
        Assert.Contains((await Round(next)).Items, item => (string)item["id"]! == late.Id);
    }

    [Fact]
    public async Task A_token_that_Graph_no_longer_knows_is_gone_and_says_where_to_begin()
    {
        var (_, link) = await Round($"/drives/{Drive}/root/delta?token=latest");
        tenant.Clock.Advance(TimeSpan.FromMinutes(1));
        tenant.Tenant.ForgetDeltaTokens();

        var (response, body) = await tenant.App.GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("resyncRequired", (string)body["error"]!["code"]!);
        Assert.NotEmpty((await Round(response.Headers.Location!.ToString())).Items);
    }

    [Fact]
    public async Task Five_thousand_files_at_once_are_all_told_of()
    {
        var (_, link) = await Round($"/drives/{Drive}/root/delta?token=latest");
        var folder = tenant.Tenant.CreateFolder(Drive, Folder, $"{Guid.NewGuid():N}", DocumentTenant.Amina);

        tenant.Tenant.UploadFiles(Drive, folder.Id, [.. Enumerable.Range(0, 5000).Select(i => $"{i}.pdf")], DocumentTenant.Amina);

        Assert.Equal(5000, (await Round(link)).Items.Count(item => item["file"] is not null && (string)item["parentReference"]!["id"]! == folder.Id));
        tenant.Tenant.DeleteItem(Drive, folder.Id, DocumentTenant.Amina);
    }

    [Theory]
    [InlineData("delta()")]
    [InlineData("microsoft.graph.delta()")]
    [InlineData("delta(token='latest')")]
    public async Task The_function_may_be_written_in_every_way(string function) =>
        Assert.NotNull((await tenant.App.ReadAsync($"/drives/{Drive}/items/root/{function}?$top=1"))["value"]);

    [Theory]
    [InlineData("token=nonsense")]
    [InlineData("$top=0")]
    public async Task What_cannot_be_read_is_refused(string query) =>
        Assert.Equal((HttpStatusCode.BadRequest, "invalidRequest"), await DocumentTenant.Refused(tenant.App.RefusalAsync($"/drives/{Drive}/root/delta?{query}")));

    [Fact]
    public async Task A_site_that_was_not_granted_tells_nothing() =>
        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(tenant.App.RefusalAsync($"/drives/{SeedIds.Drive("gata")}/root/delta")));

    private async Task<(List<JsonObject> Items, string DeltaLink)> Round(string path)
    {
        var items = new List<JsonObject>();
        for (var next = path; ;)
        {
            var page = await tenant.App.ReadAsync(next);
            items.AddRange(GraphClient.Items(page));
            if ((string?)page["@odata.deltaLink"] is { } link)
            {
                return (items, link);
            }

            next = (string)page["@odata.nextLink"]!;
        }
    }
}
