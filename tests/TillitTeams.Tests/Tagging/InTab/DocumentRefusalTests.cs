using TillitTeams.Sandbox;
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
            // A list item, which is no file; another tenant's file; what is no SharePoint at all.
            $"https://{host}/sites/skola/Lists/Uppgifter/DispForm.aspx?ID=3",
            "https://motala.sharepoint.com/sites/skola/Shared%20Documents/Rutin.docx",
            "https://example.com/rutin.docx",
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
    [InlineData("https://teams.microsoft.com/l/file/1?objectUrl=javascript%3Aalert(1)")]
    [InlineData("https://teams.microsoft.com/l/file/1")]
    [InlineData("https://eur02.safelinks.protection.outlook.com/?url=file%3A%2F%2F%2Fetc%2Fpasswd")]
    [InlineData("http://vadstena.sharepoint.com/sites/skola/a.docx")]
    [InlineData("file:///c:/rutin.docx")]
    public async Task What_could_be_no_files_address_is_not_asked_about(string url)
    {
        var form = await TabForm.OpenAsync(vadstena, "sara", url);

        Assert.StartsWith("Det där är ingen länk till ett meddelande eller ett dokument.", form.Problem, StringComparison.Ordinal);
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
