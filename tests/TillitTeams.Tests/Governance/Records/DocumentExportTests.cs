using TillitTeams.Tests.Goals;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>Documents too: those that can be opened, and of the others nothing.</summary>
public sealed class DocumentExportTests(DocumentRecordsTenant vadstena) : IClassFixture<DocumentRecordsTenant>
{
    [Fact]
    public async Task A_goals_export_holds_the_documents_that_can_be_opened_and_no_sign_of_the_others()
    {
        using var karin = new Registrar(vadstena);
        var person = vadstena.Person(Steward.Person).Id;
        var (open, closed) = (vadstena.Files().Where(file => file.MayRead(person)).ToList(), vadstena.Files().Where(file => !file.MayRead(person)).ToList());
        Assert.True(open.Count > 0 && closed.Count > 0);

        var zip = await karin.TakeOutAsync(Registrar.OfGoal("hallbar"));

        Assert.Equal(open.Select(EveryDocumentLinked.SecretOf).Order(StringComparer.Ordinal), Viewing.SecretsIn(zip.Text("kopplingar.csv")).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(closed, file => EveryDocumentLinked.Tells(zip.All, file) && !open.Exists(other => other.Item.Name == file.Item.Name));
        Assert.All(zip.Table("kopplingar.csv").Skip(1), row => Assert.Equal("Dokument", row[1]));
        Assert.NotNull(zip.Page().QuerySelector("[data-left-out]"));
    }
}
