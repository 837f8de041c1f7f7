using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>Where the columns cannot be written the link stands all the same, it is said why, and it is tried again.</summary>
public sealed class HinderedWriteTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        vadstena.Host.Faults.Clear();
        await vadstena.LinkedAsync("skola", "amina", "hallbar");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_file_that_somebody_has_checked_out_is_written_once_it_is_checked_in()
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Tenant.CheckOut(file.DriveId, file.ItemId, vadstena.Person("elin").Id);

        Assert.Contains("utcheckat eller låst", Said(await vadstena.LinkAsync(file, "amina", ["hallbar"])), StringComparison.Ordinal);
        Assert.Empty(file.Goals);
        Assert.Equal(LibraryState.Locked, (await file.RowAsync()).State);

        vadstena.Tenant.CheckIn(file.DriveId, file.ItemId, vadstena.Person("elin").Id);
        await vadstena.WorkAsync();
        Assert.Equal(["Hållbar"], file.Goals);
    }

    [Fact]
    public async Task A_file_under_retention_says_that_it_is_locked()
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Tenant.RetainFile(file.DriveId, file.ItemId, vadstena.Person("elin").Id);

        Assert.Contains("utcheckat eller låst", Said(await vadstena.LinkAsync(file, "amina", ["hallbar"])), StringComparison.Ordinal);
        Assert.NotNull(await file.LinkAsync());
    }

    [Fact]
    public async Task A_file_that_somebody_holds_open_keeps_its_link_and_is_written_once_it_is_closed()
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Tenant.LockFile(file.DriveId, file.ItemId, vadstena.Person("elin").Id);

        Assert.Contains("utcheckat eller låst", Said(await vadstena.LinkAsync(file, "amina", ["hallbar"])), StringComparison.Ordinal);
        Assert.Equal(["Hållbar"], await file.LinkedGoalsAsync());
        vadstena.Clock.Advance(TimeSpan.FromMinutes(16));
        await vadstena.WorkAsync();
        Assert.Empty(file.Goals);
        Assert.Equal(LibraryState.Locked, (await file.RowAsync()).State);

        // SharePoint tells nobody that a file was closed: the app finds out by trying again.
        vadstena.Tenant.LockFile(file.DriveId, file.ItemId, by: null);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(16));
        await vadstena.WorkAsync();
        Assert.Equal(["Hållbar"], file.Goals);
        Assert.Equal(LibraryState.Ready, (await file.RowAsync()).State);
    }

    [Fact]
    public async Task A_read_only_library_keeps_the_link_and_says_who_can_allow_more()
    {
        vadstena.Grant("intranat");
        var url = vadstena.Tenant.Read(content => content.FindDocument(SeedIds.Drive("intranat", "Styrdokument"), SeedIds.DriveItem("intranat", "Arkivreglemente.pdf", "Styrdokument"))!.PathUrl());
        await (await TabForm.OpenAsync(vadstena, "karin", url)).PressAsync("Koppla", ("goals", ["hallbar"]));
        await vadstena.TurnAsync("intranat");

        var again = await (await TabForm.OpenAsync(vadstena, "karin", url)).PressAsync("Spara", ("goals", ["vaxande"]));

        Assert.Contains("biblioteket tar inte emot ändringar", Said(again), StringComparison.Ordinal);
        Assert.Contains("Inget skrivs: biblioteket tar inte emot", (await vadstena.SitesAsync("karin")).QuerySelector($"[data-site='{vadstena.Site("intranat").GraphId}']")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_row_that_changed_in_between_is_read_again(int status)
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Host.Faults.Refuse(CloudService.Graph, 1, status, "resourceModified", path => path.EndsWith("/fields", StringComparison.Ordinal));

        await vadstena.LinkAsync(file, "amina", ["hallbar"]);

        Assert.Equal(["Hållbar"], file.Goals);
        Assert.Equal(2, file.Version);
    }

    [Fact]
    public async Task A_row_that_somebody_changes_while_it_is_written_keeps_what_both_said()
    {
        var file = vadstena.NewFile("skola", "amina");
        var isFirst = true;
        vadstena.Host.Faults.Slow(CloudService.Graph, 1, TimeSpan.Zero, path =>
        {
            // Between the app's reading and its writing; then SharePoint's own mark of the row does not fit any more.
            if (isFirst && path.EndsWith("/fields", StringComparison.Ordinal))
            {
                isFirst = false;
                file.SetGoals("elin", "Växande");
            }

            return false;
        });

        await vadstena.LinkAsync(file, "amina", ["hallbar"]);

        Assert.False(isFirst);
        Assert.Equal(["Hållbar", "Växande"], file.Goals);
        Assert.Equal(["Hållbar", "Växande"], await file.LinkedGoalsAsync());
    }

    [Fact]
    public async Task A_throttled_write_waits_as_long_as_it_is_told()
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Tenant.CheckOut(file.DriveId, file.ItemId, vadstena.Person("elin").Id);
        await vadstena.LinkAsync(file, "amina", ["hallbar"]);
        vadstena.Host.Faults.Throttle(CloudService.Graph, 50, TimeSpan.FromMinutes(2), path => path.EndsWith("/fields", StringComparison.Ordinal));
        vadstena.Tenant.CheckIn(file.DriveId, file.ItemId, vadstena.Person("elin").Id);

        await vadstena.WorkAsync();
        Assert.Empty(file.Goals);
        Assert.Equal(LibraryState.Silent, (await file.RowAsync()).State);
        vadstena.Host.Faults.Clear();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(3));
        await vadstena.WorkAsync();

        Assert.Equal(["Hållbar"], file.Goals);
    }

    [Fact]
    public async Task A_grant_that_is_taken_away_and_given_again_loses_nothing()
    {
        var file = vadstena.NewFile("skola", "amina");
        vadstena.Tenant.RevokeSite("skola", vadstena.AppId);

        Assert.Contains("appen har inte tillgång", Said(await vadstena.LinkAsync(file, "amina", ["hallbar"])), StringComparison.Ordinal);
        await vadstena.WorkAsync();
        Assert.Contains("appen har inte tillgång", vadstena.Said(await vadstena.SitesAsync("peter"), "skola"), StringComparison.Ordinal);
        vadstena.Grant("skola");
        vadstena.Clock.Advance(TimeSpan.FromMinutes(16));
        await vadstena.WorkAsync();

        Assert.Equal(["Hållbar"], file.Goals);
    }

    private static string Said(TabForm done) => done.Page.QuerySelector("[data-library]")!.TextContent;
}
