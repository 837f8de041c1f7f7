using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging.InTab;
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
    public async Task A_value_set_by_hand_becomes_a_link()
    {
        var other = vadstena.NewFile("skola", "elin");
        other.SetGoals("elin", "Växande");

        await vadstena.WorkAsync();

        var link = (await other.LinkAsync())!;
        Assert.Equal(["Växande"], await other.LinkedGoalsAsync());
        Assert.Equal((Elin, LinkKind.Document, other.Url), (link.TaggedById, link.Kind, vadstena.Tenant.Read(content => content.FindDocument(other.DriveId, other.ItemId)!.PathUrl())));
        Assert.Equal((await file.LinkAsync())!.ContainerId, link.ContainerId);
        var audit = Assert.Single(await vadstena.AuditsAsync(link.Id));
        Assert.Equal((AuditAction.LinkedInLibrary, Elin), (audit.Action, audit.PersonId));
    }

    [Fact]
    public async Task A_value_changed_by_hand_changes_the_link()
    {
        file.SetGoals("elin", "Attraktiv", "Växande");

        await vadstena.WorkAsync();

        Assert.Equal(["Växande", "Attraktiv"], await file.LinkedGoalsAsync());
        Assert.Equal(AuditAction.ChangedInLibrary, Assert.Single(await vadstena.AuditsAsync((await file.LinkAsync())!.Id)).Action);
    }

    [Fact]
    public async Task Columns_emptied_by_hand_take_the_link_away()
    {
        var link = (await file.LinkAsync())!;

        file.SetGoals("elin");
        await vadstena.WorkAsync();

        Assert.Null(await file.LinkAsync());
        Assert.Equal((AuditAction.ClearedInLibrary, Elin), (await vadstena.AuditsAsync(link.Id)).Select(audit => (audit.Action, audit.PersonId)).Single());
    }

    [Fact]
    public async Task Columns_emptied_by_hand_leave_the_words_that_somebody_wrote_with_whoever_linked_it()
    {
        await (await TabForm.OpenAsync(vadstena, "amina", file.Url)).PressAsync("Spara", ("why", ["Barnen får frukost."]));
        await vadstena.WorkAsync();
        var link = (await file.LinkAsync())!;

        file.SetGoals("elin");
        await vadstena.WorkAsync();

        var kept = (await file.LinkAsync())!;
        Assert.Equal((link.Id, "Barnen får frukost."), (kept.Id, kept.Why));
        Assert.Empty(file.Goals);
        Assert.Empty(kept.Goals);
        Assert.Equal((AuditAction.ChangedInLibrary, Elin), (await vadstena.AuditsAsync(link.Id)).Select(audit => (audit.Action, audit.PersonId)).Single());
        using var amina = vadstena.AppClient("amina");
        Assert.Contains("Inget mål just nu. Du kan ge det mål under Ändra.", await amina.ReadAsync("views/mine"), StringComparison.Ordinal);
        Assert.DoesNotContain(file.ItemId, await vadstena.PageAsync(), StringComparison.Ordinal);

        var form = await TabForm.OpenAsync(vadstena, "amina", file.Url);
        Assert.Equal("Barnen får frukost.", form.Why);
        await form.PressAsync("Spara", ("goals", ["vaxande"]));
        await vadstena.WorkAsync();
        Assert.Equal(["Växande"], file.Goals);
    }

    [Fact]
    public async Task Columns_emptied_by_hand_leave_the_documents_initiative()
    {
        var initiative = await vadstena.TellAsync("Frukost i skolan", ["skola/allmant"]);
        await (await TabForm.OpenAsync(vadstena, "amina", file.Url)).PressAsync("Spara", ("initiative", [initiative.Id.ToString()]));
        await vadstena.WorkAsync();

        file.SetGoals("elin");
        await vadstena.WorkAsync();

        var kept = (await file.LinkAsync())!;
        Assert.Equal(initiative.Id, kept.InitiativeId);
        Assert.Empty(kept.Goals);
        Assert.Equal(AuditAction.ChangedInLibrary, Assert.Single(await vadstena.AuditsAsync(kept.Id)).Action);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_both_sides_change_the_later_stands_and_both_are_noted(bool libraryIsLater)
    {
        vadstena.Tenant.CheckOut(file.DriveId, file.ItemId, Elin);
        if (libraryIsLater)
        {
            await vadstena.LinkAsync(file, "amina", ["vaxande"]);
            vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
            file.SetGoals("elin", "Attraktiv");
        }
        else
        {
            file.SetGoals("elin", "Attraktiv");
            vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
            await vadstena.LinkAsync(file, "amina", ["vaxande"]);
        }

        if (!libraryIsLater)
        {
            // The check-in itself would be the later change of the row.
            vadstena.Tenant.Change(content =>
            {
                content.FindDocument(file.DriveId, file.ItemId)!.Item.CheckedOutBy = null;
                return null;
            });
            vadstena.Clock.Advance(TimeSpan.FromMinutes(16));
        }
        else
        {
            vadstena.Tenant.CheckIn(file.DriveId, file.ItemId, Elin);
        }

        await vadstena.WorkAsync();

        string[] expected = [libraryIsLater ? "Attraktiv" : "Växande"];
        Assert.Equal(expected, file.Goals);
        Assert.Equal(expected, await file.LinkedGoalsAsync());
        var actions = (await vadstena.AuditsAsync((await file.LinkAsync())!.Id)).Select(audit => audit.Action).ToHashSet();
        Assert.Superset(
            new HashSet<AuditAction>(libraryIsLater ? [AuditAction.LinkGaveWay, AuditAction.LibraryStood] : [AuditAction.LinkStood, AuditAction.LibraryGaveWay]), actions);
    }

    [Fact]
    public async Task A_choice_that_the_model_has_not_is_left_alone()
    {
        var other = vadstena.NewFile("skola", "elin");
        other.SetGoals("elin", "Nånting annat");
        file.SetGoals("elin", "Hållbar", "Nånting annat");
        await vadstena.WorkAsync();
        Assert.Null(await other.LinkAsync());

        await vadstena.LinkAsync(file, "amina", ["vaxande"]);

        Assert.Equal(["Växande", "Nånting annat"], file.Goals);
        Assert.Equal(["Nånting annat"], other.Goals);
    }

    [Fact]
    public async Task A_classified_document_does_not_become_a_link()
    {
        await vadstena.PostAsync("karin", "views/sites/label", ("id", SensitivityLabels.Named("Sekretess").Id.ToString()), ("name", "Sekretess"));
        var other = vadstena.NewFile("skola", "elin");
        vadstena.Tenant.LabelFile(other.DriveId, other.ItemId, "Sekretess", Elin);
        other.SetGoals("elin", "Växande");

        await vadstena.WorkAsync();

        Assert.Null(await other.LinkAsync());
        Assert.DoesNotContain(await vadstena.Links(), link => link.Document?.ItemId == other.ItemId);
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

    private Task<SiteLibrary> LibraryAsync() => vadstena.InDatabase(db => db.SiteLibraries.AsNoTracking().SingleAsync(library => library.DriveId == file.DriveId));
}
