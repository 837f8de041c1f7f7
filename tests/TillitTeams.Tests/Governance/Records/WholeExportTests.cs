using TillitTeams.Tests.Goals;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>Of a tenant where every message is linked, and nothing is posted meanwhile.</summary>
public sealed class WholeExportTests(RecordsTenant vadstena) : IClassFixture<RecordsTenant>
{
    [Fact]
    public async Task A_goals_export_holds_each_link_that_can_be_opened_once_and_of_the_others_no_more_than_that_something_is_left_out()
    {
        using var karin = new Registrar(vadstena);
        var open = vadstena.SecretsOpenTo(vadstena.Person(Steward.Person));

        var zip = await karin.TakeOutAsync(Registrar.OfGoal("hallbar"));

        Assert.Equal(open.Order(StringComparer.Ordinal), Viewing.SecretsIn(zip.Text("kopplingar.csv")).Order(StringComparer.Ordinal));
        Assert.Equal(open.Count, zip.Table("kopplingar.csv").Skip(1).Select(row => row[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(open.Count, zip.Table("kopplingar.csv").Count - 1);
        Assert.Equal(open.Count, zip.Json("kopplingar.json")["links"]!.AsArray().Count);
        Assert.Equal(open.Order(StringComparer.Ordinal), Viewing.SecretsIn(zip.Pages).Order(StringComparer.Ordinal));
        var hidden = vadstena.Sources().Where(source => !open.Contains(EverythingLinked.SecretOf(source.Message))).ToList();
        Assert.NotEmpty(hidden);
        Assert.DoesNotContain(hidden, source => zip.All.Mentions(source.Message));
        Assert.DoesNotMatch("[0-9]", zip.Page().QuerySelector("[data-left-out]")!.TextContent.Replace("Microsoft 365", "", StringComparison.Ordinal));
        Assert.All((string[])["index.html", "LAS-MIG.txt", "metadata.json", "kopplingar.json"], file => Assert.Contains("Något är utelämnat.", zip.Text(file), StringComparison.Ordinal));
    }
}
