using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

public sealed class DocumentActsTests
{
    private static readonly string Skola = SeedIds.Drive("skola");
    private static readonly string Folder = SeedIds.DriveItem("skola", "Läslust");
    private static readonly Guid Amina = SeedIds.Person("amina");

    private readonly SandboxTenant tenant = new(TenantSeed.Load(TimeProvider.System.GetUtcNow()), TimeProvider.System);
    private readonly List<TenantChange> told = [];

    public DocumentActsTests() => tenant.Changed += told.Add;

    [Fact]
    public void Every_act_tells_of_itself_once()
    {
        var file = tenant.UploadFile(Skola, Folder, "Ny.docx", Amina);
        tenant.RenameItem(Skola, file.Id, "Nyare.docx", Amina);
        tenant.MoveItem(Skola, file.Id, "root", Amina);
        tenant.EditFile(Skola, file.Id, Amina, "Text");
        tenant.LabelFile(Skola, file.Id, "Sekretess", Amina);
        tenant.CheckOut(Skola, file.Id, Amina);
        tenant.CheckIn(Skola, file.Id, Amina);
        tenant.ShareWithEverybody(Skola, file.Id);
        tenant.DeleteItem(Skola, file.Id, Amina);
        tenant.RestoreItem(Skola, file.Id, Amina);
        tenant.UploadFiles(Skola, Folder, ["1.pdf", "2.pdf"], Amina);
        tenant.GrantSite("skola", "app");
        tenant.RevokeSite("skola", "app");
        tenant.RevokeSite("skola", "app");

        var updated = Enumerable.Repeat<TenantChange>(new DriveChanged(Skola, file.Id, ChangeKind.Updated), 7);
        Assert.Equal(
            [
                new DriveChanged(Skola, file.Id, ChangeKind.Created),
                .. updated,
                new DriveChanged(Skola, file.Id, ChangeKind.Deleted),
                new DriveChanged(Skola, file.Id, ChangeKind.Created),
                new DriveChanged(Skola, null, ChangeKind.Created),
                new SiteGrantChanged("skola", ChangeKind.Created),
                new SiteGrantChanged("skola", ChangeKind.Deleted),
            ],
            told);
    }

    [Fact]
    public void A_rename_or_a_move_keeps_the_item_and_another_library_does_not()
    {
        var file = tenant.UploadFile(Skola, Folder, "Ny.docx", Amina);

        tenant.RenameItem(Skola, file.Id, "Nyare.docx", Amina);
        tenant.MoveItem(Skola, file.Id, "root", Amina);
        Assert.Equal("Nyare.docx", tenant.Read(content => string.Join('/', content.FindDocument(Skola, file.Id)!.Names)));

        var moved = tenant.MoveItemToDrive(Skola, file.Id, SeedIds.Drive("bibliotek"), "root", Amina);
        Assert.NotEqual(file.Id, moved.Id);
        Assert.NotNull(file.DeletedAt);
    }

    [Theory]
    [InlineData("a/b.docx")]
    [InlineData("fråga?.docx")]
    [InlineData(" blank.docx")]
    [InlineData("")]
    [InlineData("BOKPRAT, TIDER.XLSX")]
    public void A_name_that_SharePoint_refuses_is_refused(string name) =>
        Assert.Throws<InvalidOperationException>(() => tenant.UploadFile(Skola, Folder, name, Amina));

    [Fact]
    public void A_folder_is_deleted_and_restored_with_what_lies_in_it()
    {
        var inside = SeedIds.DriveItem("skola", "Läslust/Bokprat, tider.xlsx");

        tenant.DeleteItem(Skola, Folder, Amina);
        Assert.NotNull(tenant.Read(content => content.FindDocument(Skola, inside)!.Item.DeletedAt));

        tenant.RestoreItem(Skola, Folder, Amina);
        Assert.Null(tenant.Read(content => content.FindDocument(Skola, inside)!.Item.DeletedAt));
    }

    [Fact]
    public void A_new_channel_gets_a_folder_and_a_closed_one_a_site()
    {
        var open = tenant.CreateChannel(SeedIds.Team("skola"), "Musik");
        var closed = tenant.CreateChannel(SeedIds.Team("skola"), "Nyckelgruppen", MembershipType.Private, Amina);

        tenant.RenameChannel(open.Id, "Sång och musik");
        Assert.Equal(Skola, tenant.Read(content => content.FilesOf(open)!.Drive.Id));
        Assert.Equal(SiteKind.Channel, tenant.Read(content => content.FilesOf(closed)!.Site.Kind));
        Assert.False(tenant.Read(content => content.FilesOf(closed)!.MayRead(SeedIds.Person("sara"))));
    }

    [Fact]
    public void A_file_sent_in_a_chat_is_opened_by_those_in_it()
    {
        var mine = SeedIds.Drive("person/sara");
        var file = tenant.UploadFile(mine, "root", "Till Amina.docx", SeedIds.Person("sara"));

        var message = tenant.SendFile(SeedIds.Chat("chat/sara-amina"), mine, file.Id, SeedIds.Person("sara"));

        Assert.Equal(file.UniqueId, Assert.Single(message.Files).Id);
        Assert.True(tenant.Read(content => content.FindDocument(mine, file.Id)!.MayRead(Amina)));
        Assert.False(tenant.Read(content => content.FindDocument(mine, file.Id)!.MayRead(SeedIds.Person("peter"))));
    }
}
