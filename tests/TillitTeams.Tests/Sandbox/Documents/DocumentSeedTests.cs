using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

public sealed class DocumentSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly TenantContent content = TenantSeed.Load(Now);

    [Fact]
    public void Every_team_person_and_closed_channel_has_its_site()
    {
        Assert.Equal(content.Teams.Select(team => team.Key), content.Sites.Where(site => site.Kind == SiteKind.Team).Select(site => site.Key));
        Assert.Equal(["gata/skolvagar", "skola/elevhalsa"], Keys(SiteKind.Channel));
        Assert.Equal(content.People.Where(person => person.CanSignIn).Select(person => $"person/{person.Key}").Order(), Keys(SiteKind.Personal));
        Assert.Equal(["intranat"], Keys(SiteKind.Communication));
        Assert.All(content.Sites, site => Assert.Equal("Dokument", site.Drives[0].Name));
        Assert.All(content.Teams.SelectMany(team => team.Channels), channel => Assert.Equal(channel.DisplayName, content.FilesOf(channel)!.Item.Name));

        IEnumerable<string> Keys(SiteKind kind) => content.Sites.Where(site => site.Kind == kind).Select(site => site.Key).Order();
    }

    [Fact]
    public void There_are_documents_of_every_kind_and_condition()
    {
        var files = Files().ToList();

        Assert.True(files.Count >= 45);
        Assert.Equal([".docx", ".pdf", ".png", ".pptx", ".xlsx"], files.Where(file => file.Item.Kind == DriveItemKind.File).Select(file => Path.GetExtension(file.Item.Name)).Distinct().Order());
        Assert.Equal(SensitivityLabels.All.Select(label => label.Name), files.Select(file => file.Item.Label).OfType<string>().Distinct().Order());
        Assert.Single(files, file => file.Item.Kind == DriveItemKind.Notebook);
        Assert.Single(files, file => file.Item.CheckedOutBy is not null);
        Assert.Single(files, file => file.Item.IsRetained);
        Assert.Contains(files, file => file.Drive.IsReadOnly);
        Assert.Contains(files, file => "#%&'åäö".All(file.Item.Name.Contains));
        Assert.Equal(400, files.Max(file => file.ServerPath.Length - 1));
        Assert.Distinct(files.Select(file => file.Item.Id));
        Assert.All(files, file => Assert.InRange(file.Item.ModifiedAt, file.Item.CreatedAt, Now));
    }

    [Theory]
    [InlineData("skola", "Allmänt/Kvalitetsrapport 2026.pdf", "amina karin peter sara")]
    [InlineData("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx", "amina")]
    [InlineData("gata/skolvagar", "Trygga skolvägar/Före och efter.pptx", "amina johan")]
    [InlineData("omsorg", "Allmänt/Introduktion för nya.pptx", "karin lena")]
    [InlineData("intranat", "Så skriver vi.pdf", "amina johan karin lena peter sara")]
    [InlineData("person/sara", "Microsoft Teams-chattfiler/Ansökan Kulturrådet, utkast.docx", "amina sara")]
    [InlineData("person/sara", "Inköpslista.xlsx", "sara")]
    [InlineData("person/lena", "Norra gruppen, underlag till nämnden.docx", "karin lena")]
    [InlineData("person/karin", "Tal till chefsdagen.docx", "karin")]
    public void Those_who_sign_in_open_what_is_theirs(string site, string path, string people)
    {
        var document = content.FindDocument(SeedIds.Drive(site), SeedIds.DriveItem(site, path))!;

        Assert.Equal(people.Split(' '), content.People.Where(person => person.CanSignIn && document.MayRead(person.Id)).Select(person => person.Key).Order());
    }

    /// <summary>In a channel it lies in the channel's folder, in a chat with the sender, and all who read the message may open it.</summary>
    [Fact]
    public void A_file_that_was_sent_lies_where_Teams_puts_it()
    {
        var sent = Conversations().SelectMany(conversation => conversation.Messages
            .SelectMany(message => message.Files.Select(file => (conversation, message, Document: content.FindByUrl(file.Url)!.Value.Document)))).ToList();

        Assert.Contains(sent, one => one.conversation is Chat);
        Assert.All(sent, one =>
        {
            Assert.All(content.People.Where(person => content.IsMember(person.Id, one.conversation)), person => Assert.True(one.Document.MayRead(person.Id)));
            Assert.Equal(
                one.conversation is Channel channel ? content.FilesOf(channel)!.Item.Name : "Microsoft Teams-chattfiler",
                one.Document.Names.First());
            Assert.Equal(one.message.FromPerson, one.Document.Item.CreatedBy);
        });
    }

    [Fact]
    public void Messages_also_link_to_documents_in_their_text() =>
        Assert.True(Conversations().SelectMany(conversation => conversation.Messages).Count(message => message.Html.Contains("sharepoint.com", StringComparison.Ordinal)) >= 3);

    [Fact]
    public void Every_address_of_a_document_leads_back_to_it() => Assert.All(Files(), file =>
    {
        Assert.Equal(file.Item, content.FindByUrl(file.PathUrl())?.Document.Item);
        Assert.Equal(file.Item, content.FindByUrl(file.WebUrl())?.Document.Item);
        Assert.All(file.Item.Sharing, link => Assert.Equal((file.Item, link), (content.FindByUrl(file.SharingUrl(link))!.Value.Document.Item, content.FindByUrl(file.SharingUrl(link))!.Value.Link)));
    });

    private IEnumerable<Document> Files() => content.Documents().Where(document => document.Item.Kind != DriveItemKind.Folder);

    private IEnumerable<Conversation> Conversations() =>
        content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats);
}
