using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>What happens to a document in its library shows on its link.</summary>
public sealed class FollowLibraryTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>, IAsyncLifetime
{
    private LibraryFile file = null!;

    public async ValueTask InitializeAsync()
    {
        vadstena.Host.Faults.Clear();
        file = await vadstena.LinkedAsync("skola", "amina", "hallbar");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Guid Elin => vadstena.Person("elin").Id;

    [Fact]
    public async Task A_renamed_and_moved_file_keeps_its_link_under_its_new_name_and_place()
    {
        var before = (await file.LinkAsync())!;
        var folder = vadstena.Tenant.CreateFolder(file.DriveId, "root", $"Mapp {Guid.NewGuid():N}", Elin);
        var name = $"Nytt namn {Guid.NewGuid():N}.pdf";

        vadstena.Tenant.RenameItem(file.DriveId, file.ItemId, name, Elin);
        vadstena.Tenant.MoveItem(file.DriveId, file.ItemId, folder.Id, Elin);
        await vadstena.WorkAsync();

        var after = (await file.LinkAsync())!;
        Assert.Equal((before.Id, name, file.Url, $"{before.PlaceName} › {folder.Name}"), (after.Id, after.Title, after.WebUrl, after.PlaceName));
        Assert.Equal(["Hållbar"], file.Goals);
    }

    [Fact]
    public async Task A_renamed_folder_takes_the_place_of_what_lies_in_it_along()
    {
        var folder = vadstena.Tenant.CreateFolder(file.DriveId, "root", $"Gammal {Guid.NewGuid():N}", Elin);
        vadstena.Tenant.MoveItem(file.DriveId, file.ItemId, folder.Id, Elin);
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(10));
        await vadstena.WorkAsync();

        var name = $"Ny {Guid.NewGuid():N}";
        vadstena.Tenant.RenameItem(file.DriveId, folder.Id, name, Elin);
        await vadstena.WorkAsync();

        Assert.EndsWith($" › {name}", (await file.LinkAsync())!.PlaceName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_a_restored_one_is_back()
    {
        vadstena.Tenant.DeleteItem(file.DriveId, file.ItemId, Elin);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Gone, (await file.LinkAsync())!.State);

        vadstena.Tenant.RestoreItem(file.DriveId, file.ItemId, Elin);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Live, (await file.LinkAsync())!.State);
        Assert.Equal(["Hållbar"], await file.LinkedGoalsAsync());
    }

    [Fact]
    public async Task A_delta_that_Graph_forgot_is_read_from_the_start_without_loss()
    {
        var other = vadstena.NewFile("skola", "elin");
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(10));
        vadstena.Tenant.ForgetDeltaTokens();
        vadstena.Tenant.DeleteItem(file.DriveId, file.ItemId, Elin);
        other.SetGoals("elin", "Växande");

        await vadstena.WorkAsync();

        Assert.Equal(["Växande"], await other.LinkedGoalsAsync());
        Assert.Equal(SourceState.Gone, (await file.LinkAsync())!.State);
    }

    [Fact]
    public async Task Five_thousand_changes_at_once_are_read_page_by_page()
    {
        var folder = vadstena.Tenant.CreateFolder(file.DriveId, "root", $"{Guid.NewGuid():N}", Elin);
        vadstena.Tenant.UploadFiles(file.DriveId, folder.Id, [.. Enumerable.Range(0, 5000).Select(i => $"{i}.pdf")], Elin);
        var last = vadstena.NewFile("skola", "elin", folder: folder.Id);
        last.SetGoals("elin", "Växande");

        await vadstena.WorkAsync();

        Assert.Equal(["Växande"], await last.LinkedGoalsAsync());
        vadstena.Tenant.DeleteItem(file.DriveId, folder.Id, Elin);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Gone, (await last.LinkAsync())!.State);
    }

    [Fact]
    public async Task A_page_that_SharePoint_does_not_answer_for_is_read_again()
    {
        var other = vadstena.NewFile("skola", "elin");
        other.SetGoals("elin", "Växande");
        vadstena.Host.Faults.ThrottleInsideBatch(20, TimeSpan.FromSeconds(30), path => path.Contains(other.ItemId, StringComparison.Ordinal));

        await vadstena.WorkAsync();
        vadstena.Host.Faults.Clear();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        await vadstena.WorkAsync();

        Assert.Equal(["Växande"], await other.LinkedGoalsAsync());
    }

    [Fact]
    public async Task A_notification_has_the_library_read_at_once_and_its_subscription_is_renewed()
    {
        var library = await LibraryAsync();
        Assert.NotNull(library.SubscriptionId);

        await vadstena.PassAsync(TimeSpan.FromDays(15), TimeSpan.FromDays(3));

        var renewed = await LibraryAsync();
        Assert.Equal(library.SubscriptionId, renewed.SubscriptionId);
        Assert.True(renewed.SubscriptionEndsAt > library.SubscriptionEndsAt);
        var other = vadstena.NewFile("skola", "elin");
        other.SetGoals("elin", "Växande");
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        Assert.True((await LibraryAsync()).ReadAt <= vadstena.Clock.GetUtcNow());
    }

    [Fact]
    public async Task After_a_start_at_another_address_Graph_tells_of_the_library_there()
    {
        var before = Assert.Single(AtGraph());
        before.NotificationUrl = new Uri("https://gamla.vadstena.example/api/notifications");

        await vadstena.BeAwayAsync(TimeSpan.FromMinutes(30), () => { });
        await vadstena.WorkAsync();

        var now = Assert.Single(AtGraph());
        Assert.NotEqual(before.Id, now.Id);
        Assert.Equal((new Uri(vadstena.Host.AppUrl, "/api/notifications"), now.Id.ToString()), (now.NotificationUrl, (await LibraryAsync()).SubscriptionId));
    }

    private List<ChangeSubscription> AtGraph() => vadstena.Tenant.Read(content => content.Subscriptions.FindAll(one => one.ConversationId == file.DriveId));

    private Task<SiteLibrary> LibraryAsync() => vadstena.InDatabase(db => db.SiteLibraries.AsNoTracking().SingleAsync(library => library.DriveId == file.DriveId));
}
