using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Storage;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>A governance lead orders; everybody else reads what is given out, and by whom.</summary>
public sealed class OrderTests(NeighbourRows vadstena) : IClassFixture<NeighbourRows>
{
    [Fact]
    public async Task Whoever_is_no_governance_lead_reads_what_is_given_out_and_can_neither_order_nor_fetch()
    {
        var page = await TabForm.OpenViewAsync(vadstena, "amina", "records");
        using var amina = vadstena.AppClient("amina");
        using var form = new FormUrlEncodedContent(Registrar.Always.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));

        using var ordered = await amina.PostAsync(new Uri("views/records", UriKind.Relative), form, TestContext.Current.CancellationToken);
        using var cancelled = await amina.PostAsync(new Uri("views/records/cancel", UriKind.Relative), form, TestContext.Current.CancellationToken);
        using var looked = await amina.GetAsync(new Uri("views/records/progress", UriKind.Relative), TestContext.Current.CancellationToken);
        using var fetched = await amina.GetAsync(new Uri($"views/records/{Guid.NewGuid()}/file", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("Kommunens målförvaltare tar ut det åt registrator.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Vem som har kopplat vad.", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("form, [data-export], [data-poll]"));
        Assert.All((HttpResponseMessage[])[ordered, cancelled, looked, fetched], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
        Assert.Equal(0, await vadstena.InDatabase(db => db.RecordExports.CountAsync()));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "scope=", "scope", "Välj vad det gäller." },
        { "scope=Everything", "scope", "Välj vad det gäller." },
        { "scope=7", "scope", "Välj vad det gäller." },
        { "scope=Goal&goal=lyckligast", "goal", "Målet finns inte." },
        { "scope=Goal&goal=hallbar&from=2026-01-01", "to", "Ange den sista dagen." },
        { "scope=Goal&goal=hallbar&to=2026-01-01", "from", "Ange den första dagen." },
        { "scope=Initiative&initiative=", "initiative", "Initiativet finns inte" },
        { "scope=Initiative&initiative=11111111-1111-1111-1111-111111111111", "initiative", "Initiativet finns inte" },
        { "scope=Period", "from", "Ange den första dagen." },
        { "scope=Period&from=2026-01-01", "to", "Ange den sista dagen." },
        { "scope=Period&from=2026-02-01&to=2026-01-31", "to", "Den sista dagen kommer före den första." },
        { "scope=Period&from=i%20fjol&to=2026-01-31", "from", "Skriv dagen som år, månad och dag." },
        { "scope=Period&from=2026-01-01&to=9999-12-31", "to", "Skriv dagen som år, månad och dag." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_filled_in_stays(string filled, string field, string said)
    {
        using var karin = new Registrar(vadstena);
        var fields = filled.Split('&').Select(part => part.Split('=')).Select(part => (part[0], Uri.UnescapeDataString(part.ElementAtOrDefault(1) ?? ""))).ToArray();

        var page = await karin.SendAsync("views/records", fields);

        Assert.StartsWith(said, page.QuerySelector($"#{field}-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("alert", page.QuerySelector(".form-problem")!.GetAttribute("role"));
        if (field is "from" or "to")
        {
            Assert.Equal("true", page.QuerySelector($"[name={field}]")!.GetAttribute("aria-invalid"));
            Assert.Equal(fields.FirstOrDefault(one => one.Item1 == "to").Item2 ?? "", page.QuerySelector("[name=to]")!.GetAttribute("value") ?? "");
        }

        Assert.Equal(0, await vadstena.InDatabase(db => db.RecordExports.CountAsync()));
    }

    [Fact]
    public async Task Another_tenants_export_is_not_there_though_its_owner_bears_the_same_id()
    {
        using var karin = new Registrar(vadstena);

        Assert.Equal(HttpStatusCode.NotFound, (await karin.FetchAsync(NeighbourRows.Record)).Status);
        await karin.SendAsync("views/records/cancel", ("id", NeighbourRows.Record.ToString()));

        Assert.Empty((await karin.LookAsync()).QuerySelectorAll("[data-export]"));
        Assert.Equal(Model.RecordState.Ready, await vadstena.InDatabase(db => db.RecordExports.Select(row => row.State).SingleAsync(), Harness.TwoTenants.Neighbour));
    }
}
