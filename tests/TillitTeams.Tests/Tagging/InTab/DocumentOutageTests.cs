using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using Xunit;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>SharePoint is away for a while: nothing that somebody has written is lost, and nothing is linked unseen.</summary>
public sealed class DocumentOutageTests(PatientTenant vadstena) : IClassFixture<PatientTenant>, IDisposable
{
    private const string Silent = "SharePoint svarade inte just nu. Det du har skrivit är kvar; försök igen om en stund.";

    public void Dispose() => vadstena.Host.Faults.Clear();

    [Theory]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Drop)]
    public async Task The_form_keeps_what_was_written(FaultKind how)
    {
        var document = vadstena.NewDocument($"Nere {how}.docx");
        var form = await Recovered(() => TabForm.OpenAsync(vadstena, "amina", document.WebUrl()));
        vadstena.Host.Faults.BreakDown(CloudService.Graph, how);

        var kept = await form.PressAsync("Koppla", ("goals", ["hallbar"]), ("principles", ["tillit"]), ("why", ["Mina ord."]));

        Assert.Equal((Silent, "Mina ord."), (kept.Problem, kept.Why));
        Assert.Equal(["hallbar"], kept.Ticked("goals"));
        Assert.Equal(["tillit"], kept.Ticked("principles"));
        Assert.Equal(Silent, (await TabForm.OpenAsync(vadstena, "amina", document.WebUrl())).Problem);
        Assert.Null(await vadstena.LinkOf(document));

        vadstena.Host.Faults.Clear();
        await Recovered(() => kept.PressAsync("Koppla"));
        Assert.Equal("Mina ord.", (await vadstena.LinkOf(document))!.Why);
    }

    [Fact]
    public async Task The_search_says_so_and_keeps_the_words()
    {
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Throttle);
        using var viewer = vadstena.AppClient("sara");

        var text = await viewer.ReadAsync("views/documents?q=läslista");

        Assert.Contains("SharePoint svarade inte just nu", text, StringComparison.Ordinal);
        Assert.Contains("value=\"läslista\"", text, StringComparison.Ordinal);
    }

    /// <summary>After an outage the product leaves Graph alone for some seconds before it asks again.</summary>
    private static async Task<TabForm> Recovered(Func<Task<TabForm>> ask)
    {
        TabForm page;
        do
        {
            page = await ask();
        }
        while (page.Problem == Silent);

        return page;
    }
}
