using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>What somebody sets in the library's columns becomes the link's, and nothing that was written is lost by it.</summary>
public sealed class SetByHandTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>, IAsyncLifetime
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
}
