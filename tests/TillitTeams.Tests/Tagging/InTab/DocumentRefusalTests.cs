using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>What cannot be linked is refused with its reason, and a refusal hints at nothing.</summary>
public sealed class DocumentRefusalTests(PatientTenant vadstena) : IClassFixture<PatientTenant>
{
    private const string CannotOpen = "Du kan inte öppna det dokumentet, eller så är det borttaget. Kontrollera länken.";
    private const string Classified = "Dokumentet har en känslighetsetikett som gör att det inte får kopplas. Så har den som ansvarar för styrmodellen bestämt.";
    private const string LabelUnknown = "Det gick inte att se om dokumentet är känslighetsmärkt, och därför kopplas det inte nu. Försök igen om en stund.";

    [Theory]
    [InlineData("Läslust", "Det där är en mapp. Koppla de dokument i den som betyder något för invånarna.")]
    [InlineData("Klosterängens skola/Planeringsboken", "En anteckningsbok i OneNote kan inte kopplas som helhet. Koppla ett samtal eller ett dokument.")]
    public async Task What_is_no_document_is_told_for_what_it_is(string path, string said)
    {
        var form = await TabForm.OpenAsync(vadstena, "amina", vadstena.Document("skola", path).WebUrl());

        Assert.Equal(said, form.Problem);
        Assert.Null(form.Page.QuerySelector("form[action='/views/link']"));
    }

    [Fact]
    public async Task A_page_of_a_notebook_is_refused_as_the_notebook_that_it_stands_in()
    {
        var page = $"{vadstena.Document("skola", "Klosterängens skola/Planeringsboken").WebUrl()}&wd=target%28Veckobrev.one%7C6f9f64a3-1f0c-4e0e-9a52-27a5c3f1b1d4%2FM%C3%A5ndag%7C9d2c1c34-08fb-49a5-b1ad-6f4c1ee2b0d7%2F%29";

        Assert.StartsWith("En anteckningsbok i OneNote kan inte kopplas", (await TabForm.OpenAsync(vadstena, "amina", page)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_cannot_be_opened_gets_the_same_answer_so_that_it_hints_at_nothing()
    {
        var deleted = vadstena.NewDocument("Bort med den.docx");
        await (await TabForm.OpenAsync(vadstena, "amina", deleted.WebUrl())).PressAsync("Koppla", ("goals", ["hallbar"]), ("why", ["Hemligt."]));
        vadstena.Tenant.DeleteItem(deleted.Drive.Id, deleted.Item.Id, vadstena.Person("amina").Id);
        var host = deleted.Site.Host;
        string[] closed =
        [
            deleted.WebUrl(),
            deleted.PathUrl(),
            vadstena.Document("skola/elevhalsa", "Elevhälsan/Sömn, material till klasserna.pdf").WebUrl(),
            vadstena.Document("person/karin", "Tal till chefsdagen.docx").WebUrl(),
            vadstena.Document("omsorg", "Hemtjänsten/Rutin nyckelskåp.docx").PathUrl(),
            $"https://{host}/sites/skola/Shared%20Documents/Finns%20inte.docx",
            $"https://{host}/sites/finns-inte/Shared%20Documents/A.docx",
            $"https://{host}/:w:/s/skola/EhittadP4aEllerIngenAllsAAAAAAAA",
        ];

        var answers = new List<string>();
        foreach (var url in closed)
        {
            var form = await TabForm.OpenAsync(vadstena, "sara", url);
            Assert.Equal(CannotOpen, form.Problem);
            form.Page.QuerySelector("input[name=url]")!.RemoveAttribute("value");
            answers.Add(form.Page.Body!.InnerHtml);
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.DoesNotContain("Hemligt", answers[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://motala.sharepoint.com/sites/skola/Shared%20Documents/Rutin.docx")]
    [InlineData("https://motala-my.sharepoint.com/:w:/g/personal/eva_motala_example/EhittadP4aEllerIngenAllsAAAAAAAA")]
    [InlineData("https://teams.microsoft.com/l/file/1?tenantId=x&objectUrl=https%3A%2F%2Fmotala.sharepoint.com%2Fsites%2Fskola%2FRutin.docx")]
    public async Task A_link_to_another_organisation_is_told_for_what_it_is_with_what_to_do_instead(string url)
    {
        Assert.Equal(
            "Länken leder till en annan organisation, och därifrån kan inget kopplas. Lägg en kopia av dokumentet hos er, eller koppla samtalet där ni pratar om det.",
            (await TabForm.OpenAsync(vadstena, "sara", url)).Problem);
        Assert.StartsWith("The link leads to another organisation", (await TabForm.OpenAsync(vadstena, "sara", url, "en")).Problem, StringComparison.Ordinal);

        // Where Graph does not say whose SharePoint is the person's own, nothing is claimed.
        vadstena.Host.Faults.Refuse(CloudService.Graph, 1, 404, "ResourceNotFound", path => path.EndsWith("/me/drive", StringComparison.Ordinal));
        Assert.Equal(CannotOpen, (await TabForm.OpenAsync(vadstena, "sara", url)).Problem);
    }

    [Theory]
    [InlineData("sites/skola/Lists/Uppgifter/DispForm.aspx?ID=3")]
    [InlineData("sites/skola/Lists/Uppgifter/AllItems.aspx")]
    [InlineData("sites/skola/lists/Uppgifter/Attachments/3/Bilaga.pdf")]
    [InlineData("sites/skola/_layouts/15/listform.aspx?PageType=4&ListId=%7B1%7D&ID=3")]
    [InlineData("Lists/Uppgifter/EditForm.aspx?ID=3")]
    [InlineData(":l:/s/skola/FhittadP4aEllerIngenAllsAAAAAAAA")]
    public async Task An_item_of_a_list_is_told_for_what_it_is_with_what_to_do_instead(string path)
    {
        var url = $"https://{vadstena.Document("skola", "Läslust").Site.Host}/{path}";

        Assert.Equal(
            "Det där är en lista i SharePoint eller något i den, och det kan inte kopplas. Koppla ett dokument, eller samtalet där ni pratar om det.",
            (await TabForm.OpenAsync(vadstena, "sara", url)).Problem);
        Assert.StartsWith("That is a list in SharePoint or an item in it", (await TabForm.OpenAsync(vadstena, "sara", url, "en")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_called_as_lists_are_holds_documents_like_any_other()
    {
        var folder = vadstena.Tenant.CreateFolder(SeedIds.Drive("skola"), "root", "Lists", vadstena.Person("amina").Id);
        var item = vadstena.Tenant.UploadFile(SeedIds.Drive("skola"), folder.Id, "Bokningar.aspx.pdf", vadstena.Person("amina").Id);

        Assert.Null((await TabForm.OpenAsync(vadstena, "sara", vadstena.Tenant.Read(content => content.FindDocument(SeedIds.Drive("skola"), item.Id)!.PathUrl()))).Problem);
    }

    [Theory]
    [InlineData("https://teams.microsoft.com/l/file/1?objectUrl=javascript%3Aalert(1)")]
    [InlineData("https://teams.microsoft.com/l/file/1?objectUrl=https%3A%2F%2Fexample.org%2Frutin.docx")]
    [InlineData("https://teams.microsoft.com/l/file/1")]
    [InlineData("https://eur02.safelinks.protection.outlook.com/?url=file%3A%2F%2F%2Fetc%2Fpasswd")]
    [InlineData("http://vadstena.sharepoint.com/sites/skola/a.docx")]
    [InlineData("file:///c:/rutin.docx")]
    [InlineData("https://example.org/")]
    [InlineData("https://example.org/rutin.docx")]
    [InlineData("https://vadstena.sharepoint.com.example.org/rutin.docx")]
    [InlineData("https://onedrive.live.com/?id=rutin.docx")]
    public async Task What_could_be_no_files_address_is_not_asked_about(string url)
    {
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Drop);
        var form = await TabForm.OpenAsync(vadstena, "sara", url);
        var english = await TabForm.OpenAsync(vadstena, "sara", url, "en");
        vadstena.Host.Faults.Clear();

        Assert.Equal(
            "Det där är ingen länk till ett samtal eller ett dokument i ert Microsoft 365. Öppna menyn … på meddelandet i Teams och välj Kopiera länk, eller välj Dela eller Kopiera länk på dokumentet.",
            form.Problem);
        Assert.StartsWith("That is not a link to a conversation or a document in your Microsoft 365.", english.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_classified_document_is_refused_and_a_link_that_was_there_before_can_still_be_taken_away()
    {
        var before = vadstena.NewDocument("Blir hemlig.docx");
        await (await TabForm.OpenAsync(vadstena, "amina", before.WebUrl())).PressAsync("Koppla", ("goals", ["hallbar"]));
        vadstena.Tenant.LabelFile(before.Drive.Id, before.Item.Id, "Sekretess", vadstena.Person("amina").Id);
        await vadstena.CloseLabel("Sekretess");

        var refused = await TabForm.OpenAsync(vadstena, "amina", vadstena.Document("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx").WebUrl());
        var open = await TabForm.OpenAsync(vadstena, "amina", before.WebUrl());
        var changed = await open.PressAsync("Spara", ("goals", ["hallbar", "vaxande"]), ("why", ["Mina ord."]));

        Assert.Equal(Classified, refused.Problem);
        Assert.Null(refused.Page.QuerySelector("form[action='/views/link']"));
        Assert.Equal((Classified, "Mina ord."), (changed.Problem, changed.Why));
        Assert.Single((await vadstena.LinkOf(before))!.Goals);
        await open.PressAsync("Ta bort koppling");
        Assert.Null(await vadstena.LinkOf(before));
        // Another label, none, and a kind of file that has none are no hindrance.
        Assert.Null((await TabForm.OpenAsync(vadstena, "amina", vadstena.Document("skola", "Allmänt/Rutin för frånvaro.docx").WebUrl())).Problem);
        Assert.Null((await TabForm.OpenAsync(vadstena, "amina", vadstena.Document("bibliotek", "Programverksamhet/Affisch språkcafé.png").WebUrl())).Problem);

        // No answer is no permission.
        var form = await TabForm.OpenAsync(vadstena, "amina", vadstena.NewDocument("Oviss.docx").WebUrl());
        vadstena.Host.Faults.Refuse(CloudService.Graph, 1, 403, "accessDenied", path => path.EndsWith("/extractSensitivityLabels", StringComparison.Ordinal));
        var unknown = await form.PressAsync("Koppla", ("goals", ["hallbar"]), ("why", ["Kvar."]));
        Assert.Equal((LabelUnknown, "Kvar."), (unknown.Problem, unknown.Why));
        Assert.Equal(["hallbar"], unknown.Ticked("goals"));
    }
}
