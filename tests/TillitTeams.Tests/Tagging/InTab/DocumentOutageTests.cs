using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
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
        while ((page = await ask()).Problem == Silent)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return page;
    }
}

/// <summary>SharePoint opens a file to read its label, and may take its time: nobody is kept waiting for that.</summary>
public sealed class SlowLabelTests(SlowLabelTests.Hurried vadstena) : IClassFixture<SlowLabelTests.Hurried>
{
    public sealed class Hurried : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with { AppSettings = new Dictionary<string, string?> { ["Graph:LabelLimit"] = "00:00:01" } };
    }

    [Fact]
    public async Task The_form_comes_back_soon_with_what_was_written_and_nothing_is_linked_unseen()
    {
        var document = vadstena.NewDocument("Tung.docx");
        var form = await TabForm.OpenAsync(vadstena, "amina", document.WebUrl());
        await vadstena.CloseLabel("Sekretess");
        vadstena.Host.Faults.Slow(CloudService.Graph, 10, TimeSpan.FromMinutes(2), path => path.EndsWith("/extractSensitivityLabels", StringComparison.Ordinal));
        var began = TimeProvider.System.GetTimestamp();

        var kept = await form.PressAsync("Koppla", ("goals", ["hallbar"]), ("why", ["Mina ord."]));

        // Without a limit of its own, the answer would be waited for as long as any of Graph's: half a minute.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        Assert.Equal("Det gick inte att se om dokumentet är känslighetsmärkt, och därför kopplas det inte nu. Försök igen om en stund.", kept.Problem);
        Assert.Equal("Mina ord.", kept.Why);
        Assert.Equal(["hallbar"], kept.Ticked("goals"));
        Assert.Null(await vadstena.LinkOf(document));
    }
}
