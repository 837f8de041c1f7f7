using Microsoft.EntityFrameworkCore;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>What is linked is written into the library, once, or it is said what stands in the way.</summary>
public sealed class WriteColumnsTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        vadstena.Host.Faults.Clear();
        await vadstena.LinkedAsync("skola", "amina", "hallbar");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Linking_writes_both_columns_and_says_so()
    {
        var file = vadstena.NewFile("skola", "amina");

        var done = await vadstena.LinkAsync(file, "amina", ["hallbar", "vaxande"], "tillit");

        Assert.Equal("Mål och principer står nu också i SharePoint-biblioteket.", Said(done));
        Assert.Equal(["Hållbar", "Växande"], file.Goals);
        Assert.Equal(["Tillit"], file.Principles);
        Assert.Null(vadstena.Tenant.Read(content => content.FindDocument(file.DriveId, file.ItemId)!.Item.ModifiedBy));
    }

    [Theory]
    [InlineData("Schema & salar #2 100%' klart åäö.xlsx")]
    [InlineData("Ett rum + ett kök; 50% (utkast).pdf")]
    public async Task Any_name_is_written_to(string name)
    {
        var file = vadstena.NewFile("skola", "amina", name);

        Assert.Equal("Mål och principer står nu också i SharePoint-biblioteket.", Said(await vadstena.LinkAsync(file, "amina", ["hallbar"])));
        Assert.Equal(["Hållbar"], file.Goals);
    }

    [Fact]
    public async Task A_path_of_400_characters_is_written_to()
    {
        var file = new LibraryFile(vadstena, "skola", vadstena.Tenant.Read(content => content.Documents().Single(found => found.ServerPath.Length == 401)).Item.Id);

        Assert.Equal("Mål och principer står nu också i SharePoint-biblioteket.", Said(await vadstena.LinkAsync(file, "amina", ["hallbar"])));
        Assert.Equal(["Hållbar"], file.Goals);
    }

    [Fact]
    public async Task A_changed_link_changes_the_columns_and_a_removed_one_empties_them()
    {
        var file = vadstena.NewFile("skola", "amina");
        await vadstena.LinkAsync(file, "amina", ["hallbar"], "tillit");
        await vadstena.LinkAsync(file, "amina", ["vaxande"]);
        Assert.Equal(["Växande"], file.Goals);
        Assert.Empty(file.Principles);

        await (await TabForm.OpenAsync(vadstena, "amina", file.Url)).PressAsync("Ta bort koppling");
        await vadstena.WorkAsync();

        Assert.Empty(file.Goals);
        Assert.Null(await file.LinkAsync());
        Assert.False(await vadstena.InDatabase(db => db.LibraryItems.AnyAsync(row => row.ItemId == file.ItemId)));
    }

    [Fact]
    public async Task Nothing_is_written_twice()
    {
        var file = vadstena.NewFile("skola", "amina");
        await vadstena.LinkAsync(file, "amina", ["hallbar"]);
        var version = file.Version;

        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(20));
        await vadstena.WorkAsync();

        Assert.Equal(version, file.Version);
        Assert.Null((await file.RowAsync()).NextTryAt);
    }

    [Fact]
    public async Task A_restart_in_the_middle_loses_nothing()
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Tenant.CheckOut(file.DriveId, file.ItemId, vadstena.Person("elin").Id);
        await vadstena.LinkAsync(file, "amina", ["hallbar"]);

        await vadstena.BeAwayAsync(TimeSpan.FromMinutes(30), () => vadstena.Tenant.CheckIn(file.DriveId, file.ItemId, vadstena.Person("elin").Id));
        await vadstena.WorkAsync();

        Assert.Equal(["Hållbar"], file.Goals);
    }

    [Fact]
    public async Task What_was_written_just_before_the_app_ended_is_not_taken_for_somebodys_wish()
    {
        var file = vadstena.NewFile("skola", "amina");
        await vadstena.LinkAsync(file, "amina", ["hallbar"]);
        await vadstena.LinkAsync(file, "amina", ["vaxande"]);
        var version = file.Version;
        // As the row stands when the app ends after SharePoint took the value.
        await vadstena.InDatabase(db => db.LibraryItems.Where(row => row.ItemId == file.ItemId).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.AgreedGoals, "Hållbar").SetProperty(row => row.IsWriting, true).SetProperty(row => row.LinkVersion, (Guid?)null)));

        await vadstena.WorkAsync();

        Assert.Equal(["Växande"], file.Goals);
        Assert.Equal(version, file.Version);
        Assert.Equal(["Växande"], await file.LinkedGoalsAsync());
        Assert.Empty(await vadstena.AuditsAsync((await file.LinkAsync())!.Id));
    }

    [Fact]
    public async Task A_site_that_is_turned_off_is_left_as_it_is()
    {
        var file = await vadstena.LinkedAsync("bibliotek", "sara", "hallbar");
        await vadstena.TurnAsync("bibliotek", "off");
        await vadstena.WorkAsync();

        var done = await vadstena.LinkAsync(file, "sara", ["vaxande"]);
        await vadstena.WorkAsync();

        Assert.Contains("webbplatsen är inte påslagen", Said(done), StringComparison.Ordinal);
        Assert.Equal(["Hållbar"], file.Goals);
        Assert.Empty(vadstena.Tenant.Read(content => content.Subscriptions.FindAll(subscription => subscription.Resource.Contains(file.DriveId, StringComparison.Ordinal))));
    }

    private static string Said(TabForm done) => done.Page.QuerySelector("[data-library]")!.TextContent;
}
