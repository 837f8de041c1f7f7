using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>
/// Teams has signed for the message and the person, so an outage of Graph costs nobody their tag; and
/// whatever else breaks is said in the person's language, within the time that Teams waits.
/// </summary>
public sealed class OutageTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Theory]
    [InlineData(CloudService.Graph, FaultKind.Unavailable)]
    [InlineData(CloudService.Graph, FaultKind.Throttle)]
    [InlineData(CloudService.Graph, FaultKind.Slow)]
    [InlineData(CloudService.Graph, FaultKind.Drop)]
    [InlineData(CloudService.Entra, FaultKind.Unavailable)]
    public async Task While_Graph_is_away_a_message_is_linked_on_the_word_of_Teams(CloudService service, FaultKind outage)
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", $"<p>{service}: {outage}</p>");
        vadstena.Host.Faults.BreakDown(service, outage);

        var done = await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"), ("why", "Ändå."));

        vadstena.Host.Faults.Clear();
        Assert.Contains("Kopplat!", done.Text, StringComparison.Ordinal);
        Assert.Equal("Ändå.", Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id).Why);
    }

    [Theory]
    [InlineData("sv", "Det gick inte", "Något gick fel hos oss.")]
    [InlineData("en", "That did not work", "Something went wrong")]
    public async Task A_fault_of_our_own_is_said_honestly_with_a_reference_that_the_log_has_too(string language, string title, string said)
    {
        var spot = vadstena.Root("omsorg/anhoriga");
        var lena = new Tagger(vadstena, "lena", language);
        var opened = await lena.OpenAsync(spot);
        await using var broken = await BrokenTable.RenameAsync(vadstena, "Links");

        var failed = await lena.PressAsync(spot, opened, opened.Buttons[0], ("goals", "hallbar"), ("why", "Hemlig text."));

        Assert.Contains(said, failed.Text, StringComparison.Ordinal);
        Assert.Equal(title, failed.Title);
        var logged = Assert.Single(vadstena.Logs.GetSnapshot(), record => record.Message.Contains("was given the reference", StringComparison.Ordinal)
            && failed.Text.Contains(record.StructuredState!.Single(state => state.Key == "Reference").Value!, StringComparison.Ordinal));
        Assert.DoesNotContain("Hemlig text.", logged.Message, StringComparison.Ordinal);
    }
}
