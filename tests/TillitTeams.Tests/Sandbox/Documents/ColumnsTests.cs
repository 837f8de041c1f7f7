using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

/// <summary>Each test takes a site of its own: columns cannot be taken away again.</summary>
public sealed class ColumnsTests(DocumentTenant tenant) : IClassFixture<DocumentTenant>
{
    private const string Several = "Collection(Edm.String)";

    [Fact]
    public async Task A_site_column_is_taken_into_a_library_and_changed_for_both()
    {
        var (site, list) = Grant("gata", SiteRole.Owner);
        var (status, made) = await tenant.App.SendAsync(HttpMethod.Post, $"{site}/columns", Goals("Ett", "Två"));
        Assert.Equal(HttpStatusCode.Created, status);

        var bind = new JsonObject { ["sourceColumn@odata.bind"] = $"{tenant.Host.Addresses.GraphUrl}{site}/columns/{made["id"]}" };
        Assert.Equal(HttpStatusCode.Created, (await tenant.App.SendAsync(HttpMethod.Post, $"{list}/columns", bind)).Status);
        var change = new JsonObject { ["choice"] = new JsonObject { ["choices"] = new JsonArray("Ett", "Tre") }, ["propagateChanges"] = true };
        Assert.Equal(HttpStatusCode.OK, (await tenant.App.SendAsync(HttpMethod.Patch, $"{site}/columns/{made["id"]}", change)).Status);

        var column = (await tenant.App.ListAsync($"{list}/columns")).Single(column => (string)column["name"]! == "TillitGoals");
        Assert.Equal("Mål", (string)column["displayName"]!);
        Assert.Equal(["Ett", "Tre"], column["choice"]!["choices"]!.AsArray().Select(choice => (string)choice!));
        Assert.Equal("checkBoxes", (string)column["choice"]!["displayAs"]!);
    }

    [Fact]
    public async Task The_same_name_twice_is_a_conflict_and_a_column_has_one_type()
    {
        var (site, _) = Grant("bibliotek", SiteRole.FullControl);
        await tenant.App.SendAsync(HttpMethod.Post, $"{site}/columns", Goals("Ett"));

        Assert.Equal((HttpStatusCode.Conflict, "nameAlreadyExists"), await DocumentTenant.Refused(tenant.App.SendAsync(HttpMethod.Post, $"{site}/columns", Goals("Ett"))));
        Assert.Equal((HttpStatusCode.BadRequest, "invalidRequest"), await DocumentTenant.Refused(
            tenant.App.SendAsync(HttpMethod.Post, $"{site}/columns", new JsonObject { ["name"] = "X", ["text"] = new JsonObject(), ["choice"] = new JsonObject() })));
    }

    [Fact]
    public async Task Whoever_may_write_items_may_not_make_columns()
    {
        var (site, list) = Grant("bygg", SiteRole.Write);

        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(tenant.App.SendAsync(HttpMethod.Post, $"{site}/columns", Goals("Ett"))));
        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(tenant.App.SendAsync(HttpMethod.Post, $"{list}/columns", Goals("Ett"))));
        Assert.NotEmpty(await tenant.App.ListAsync($"{list}/columns"));
    }

    [Fact]
    public async Task Values_are_written_to_the_list_item_and_read_from_it()
    {
        var (_, list) = await WithGoals("skola");
        var file = tenant.NewFile();

        var (status, fields) = await Set(list, file, ["Ett"]);
        var item = await tenant.App.ReadAsync($"{DocumentTenant.PathOf(file)}/listItem?$expand=fields");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Ett", (string)fields["TillitGoals"]!.AsArray().Single()!);
        Assert.Equal("Ett", (string)item["fields"]!["TillitGoals"]!.AsArray().Single()!);
        Assert.Equal($"{file.ListItemId}", (string)item["id"]!);
        Assert.NotNull((await tenant.App.ReadAsync(DocumentTenant.PathOf(file)))["lastModifiedBy"]!["application"]);
        Assert.Null((await Set(list, file, [])).Body["TillitGoals"]);
    }

    [Fact]
    public async Task A_value_needs_its_type_and_its_column()
    {
        var (_, list) = await WithGoals("skola");
        var path = $"{list}/items/{tenant.NewFile().ListItemId}/fields";

        foreach (var body in new JsonObject[]
        {
            new() { ["TillitGoals"] = new JsonArray("Ett") },
            new() { ["TillitGoals"] = "Ett" },
            new() { ["Unknown"] = "x" },
            new() { ["Title@odata.type"] = Several, ["Title"] = new JsonArray("x") },
            new() { ["Modified"] = "2026-01-01T00:00:00Z" },
            [],
        })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "invalidRequest"), await DocumentTenant.Refused(tenant.App.SendAsync(HttpMethod.Patch, path, body)));
        }
    }

    [Fact]
    public async Task An_old_etag_meets_what_was_changed_meanwhile()
    {
        var (_, list) = await WithGoals("skola");
        var file = tenant.NewFile();
        var tag = (string)(await tenant.App.ReadAsync($"{DocumentTenant.PathOf(file)}/listItem"))["eTag"]!;
        tenant.Tenant.SetColumn(SeedIds.Drive("skola"), file.Id, "Title", "Rubrik", DocumentTenant.Amina);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "resourceModified"), await DocumentTenant.Refused(Set(list, file, ["Ett"], tag)));
        Assert.Equal(HttpStatusCode.OK, (await Set(list, file, ["Ett"], "*")).Status);
    }

    [Fact]
    public async Task What_somebody_holds_cannot_be_written()
    {
        var (_, list) = await WithGoals("skola");
        var (drive, file) = (SeedIds.Drive("skola"), tenant.NewFile());

        tenant.Tenant.CheckOut(drive, file.Id, DocumentTenant.Amina);
        Assert.Equal((HttpStatusCode.Locked, "resourceLocked"), await DocumentTenant.Refused(Set(list, file, ["Ett"])));
        tenant.Tenant.CheckIn(drive, file.Id, DocumentTenant.Amina);
        tenant.Tenant.RetainFile(drive, file.Id, DocumentTenant.Amina);
        Assert.Equal((HttpStatusCode.Locked, "resourceLocked"), await DocumentTenant.Refused(Set(list, file, ["Ett"])));
        tenant.Tenant.RetainFile(drive, file.Id, DocumentTenant.Amina, isLocked: false);
        Assert.Equal(HttpStatusCode.OK, (await Set(list, file, ["Ett"])).Status);

        tenant.Tenant.DeleteItem(drive, file.Id, DocumentTenant.Amina);
        Assert.Equal((HttpStatusCode.NotFound, "itemNotFound"), await DocumentTenant.Refused(Set(list, file, ["Ett"])));
    }

    [Fact]
    public async Task A_read_only_library_takes_nothing_from_anybody()
    {
        var (site, _) = Grant("intranat", SiteRole.FullControl);
        var document = tenant.Document("intranat", "Arkivreglemente.pdf", "Styrdokument");

        Assert.Equal((HttpStatusCode.Forbidden, "accessDenied"), await DocumentTenant.Refused(tenant.App.SendAsync(
            HttpMethod.Patch, $"{site}/lists/{document.Drive.ListId}/items/{document.Item.ListItemId}/fields", new JsonObject { ["Title"] = "Nytt" })));
    }

    private async Task<(string Site, string List)> WithGoals(string key)
    {
        var (site, list) = Grant(key, SiteRole.Owner);
        await tenant.App.SendAsync(HttpMethod.Post, $"{list}/columns", Goals("Ett", "Två"));
        return (site, list);
    }

    private Task<(HttpStatusCode Status, JsonObject Body)> Set(string list, DriveItem file, string[] goals, string? tag = null) => tenant.App.SendAsync(
        HttpMethod.Patch,
        $"{list}/items/{file.ListItemId}/fields",
        new JsonObject { ["TillitGoals@odata.type"] = Several, ["TillitGoals"] = new JsonArray([.. goals.Select(goal => (JsonNode)goal)]) },
        tag);

    private (string Site, string List) Grant(string key, SiteRole role)
    {
        tenant.Tenant.GrantSite(key, tenant.AppId, role);
        var site = tenant.Site(key);
        return ($"/sites/{site.GraphId}", $"/sites/{site.GraphId}/lists/{site.Drives[0].ListId}");
    }

    private static JsonObject Goals(params string[] choices) => new()
    {
        ["name"] = "TillitGoals",
        ["displayName"] = "Mål",
        ["choice"] = new JsonObject { ["allowTextEntry"] = false, ["choices"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]), ["displayAs"] = "checkBoxes" },
    };
}
