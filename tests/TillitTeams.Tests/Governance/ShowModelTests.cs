using System.Net;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>Everybody reads the model and its history; a governance lead also changes it.</summary>
public sealed class ShowModelTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task Everybody_reads_what_is_decided_and_has_no_way_to_change_it()
    {
        using var viewer = vadstena.AppClient("peter");

        var page = await viewer.ReadAsync("views/model");

        Assert.All(["Hållbar", "Attraktiv", "Rättssäkerhet", "Kommunfullmäktige § 84", "/tab/model/history", "/tab/model/export"], words => Assert.Contains(words, page, StringComparison.Ordinal));
        Assert.DoesNotContain("model/item", page, StringComparison.Ordinal);
        Assert.DoesNotContain("model/end", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_governance_lead_has_the_ways_to_change_it()
    {
        var page = (await karin.ModelAsync()).Page;

        foreach (var view in new[] { "model/item?kind=goal", "model/item?kind=goal&code=hallbar", "model/end?kind=principle&code=tillit", "model/order?kind=principle", "model/import" })
        {
            Assert.NotNull(page.QuerySelector($"a[href='/tab/{view}'][data-view]"));
        }
    }

    [Theory]
    [InlineData("peter")]
    [InlineData("karin")]
    public async Task It_is_reached_from_the_overview_by_everybody(string person)
    {
        using var viewer = vadstena.AppClient(person);

        Assert.Contains("href=\"/tab/model\"", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("views/model/item?kind=goal")]
    [InlineData("views/model/item?kind=goal&code=hallbar")]
    [InlineData("views/model/end?kind=principle&code=tillit")]
    [InlineData("views/model/order?kind=goal")]
    [InlineData("views/model/import")]
    public async Task Whoever_is_no_governance_lead_is_shown_the_model_to_read_instead_of_the_form(string path)
    {
        var (status, text) = await karin.AskAsync("amina", HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Bara kommunens målförvaltare ändrar styrmodellen.", text, StringComparison.Ordinal);
        Assert.Contains("Hållbar", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("item")]
    [InlineData("end")]
    [InlineData("end/preview")]
    [InlineData("end/retire")]
    [InlineData("end/merge")]
    [InlineData("order")]
    [InlineData("import")]
    [InlineData("import/preview")]
    [InlineData("import/again")]
    public async Task Nobody_else_changes_anything(string act)
    {
        var before = await karin.StoredAsync();

        var (status, _) = await karin.AskAsync(
            "amina", HttpMethod.Post, $"views/model/{act}", ("kind", "goal"), ("code", "hallbar"), ("NameSv", "Annat"), ("into", "vaxande"), ("opened", "hallbar"), ("file", "{}"));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(before, await karin.StoredAsync());
    }

    [Fact]
    public async Task The_first_start_is_the_beginning_of_the_history_which_everybody_reads()
    {
        using var viewer = vadstena.AppClient("peter");

        var page = await viewer.ReadAsync("views/model/history");

        Assert.All(["Målet Hållbar lades till", "Principen Kvalitet lades till", "Appen, från kommunens fil", "Enligt Kommunfullmäktige § 84"], words => Assert.Contains(words, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_there_in_English_too()
    {
        var page = (await karin.ModelAsync("en")).Text;

        Assert.All(["Governance model", "Sustainable", "New goal"], words => Assert.Contains(words, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("model/item?kind=goal&code=finns-inte")]
    [InlineData("model/end?kind=goal&code=tillit")]
    public async Task What_is_not_there_cannot_be_opened_to_be_changed(string view)
    {
        var page = await karin.OpenAsync(view);

        Assert.Equal("Det som skulle ändras finns inte i styrmodellen. Här är den som den ser ut nu.", page.Problem);
    }
}
