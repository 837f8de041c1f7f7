using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>The card is seen before it is posted, by whoever may post it.</summary>
public sealed class PreviewTests(QuietTenant vadstena) : IClassFixture<QuietTenant>
{
    [Fact]
    public async Task The_card_says_what_stands_in_the_form_and_nothing_is_saved()
    {
        var initiative = await vadstena.StartAsync("lena", "omsorg/hemtjansten", "Före", ("what", ["Som det var."]), ("contact", []));
        var before = await vadstena.StoredRowsAsync();

        var changed = await PreviewAsync("lena", ("id", initiative.Id.ToString()), ("title", "Efter"), ("home", SeedIds.Channel("omsorg/hemtjansten")), ("support", "En stege."), ("goals", "hallbar"), ("contact", "me"));
        var started = await PreviewAsync("sara", ("key", "nytt"), ("home", SeedIds.Channel("bibliotek/program")), ("gain", "Fler läser."), ("state", "Idea"));

        Assert.All(["Efter", "Vård och omsorg › Hemtjänsten", "En stege.", "Hållbar", "Lena Sjöholm"], said => Assert.Contains(said, changed, StringComparison.Ordinal));
        Assert.DoesNotContain("Som det var.", changed, StringComparison.Ordinal);
        Assert.All(["…", "Bibliotek och kultur › Programverksamhet", "Fler läser."], said => Assert.Contains(said, started, StringComparison.Ordinal));
        Assert.Equal(before, await vadstena.StoredRowsAsync());
    }

    [Fact]
    public async Task Nobody_looks_through_it_at_an_initiative_that_they_may_not_change()
    {
        var hidden = await vadstena.StartAsync("amina", "skola/elevhalsa", "Samtal i enrum", ("channels", [SeedIds.Channel("skola/allmant")]));

        // In one of its channels, in none, and of one that is not there.
        Assert.Null(await PreviewAsync("sara", ("id", hidden.Id.ToString()), ("title", "Mitt")));
        Assert.Null(await PreviewAsync("lena", ("id", hidden.Id.ToString()), ("title", "Mitt")));
        Assert.Null(await PreviewAsync("lena", ("id", Guid.NewGuid().ToString()), ("title", "Mitt")));
    }

    [Fact]
    public async Task Whoever_started_it_and_has_left_its_channel_sees_no_more_of_it()
    {
        var form = await vadstena.StartFormAsync("sara");
        await form.PressAsync("Starta initiativet", ("title", ["Lämnat kvar"]), ("home", [SeedIds.Channel("bibliotek/allmant")]));
        vadstena.Tenant.RemoveTeamMember(SeedIds.Team("bibliotek"), vadstena.Person("sara").Id);
        vadstena.Host.AppServices.GetRequiredService<SightCache>().Store.Clear();

        var shown = await PreviewAsync("sara", ("key", form.Value("key")), ("title", "Lämnat kvar"));
        vadstena.Tenant.AddTeamMember(SeedIds.Team("bibliotek"), vadstena.Person("sara").Id);
        vadstena.Host.AppServices.GetRequiredService<SightCache>().Store.Clear();

        Assert.Null(shown);
    }

    [Fact]
    public async Task A_channel_that_one_cannot_open_has_no_name_in_it()
    {
        var card = await PreviewAsync("sara", ("key", "gissat"), ("title", "Gissat"), ("home", SeedIds.Channel("skola/elevhalsa")), ("channels", SeedIds.Channel("skola/elevhalsa")));

        Assert.Contains("Gissat", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Elevhälsan", card, StringComparison.Ordinal);

        // Nor of an initiative that the editor may change, and which concerns it.
        var initiative = await vadstena.StartAsync("amina", "skola/allmant", "För hela skolan", ("channels", [SeedIds.Channel("skola/elevhalsa")]));
        card = await PreviewAsync("sara", ("id", initiative.Id.ToString()), ("title", "Gissat igen"), ("home", SeedIds.Channel("skola/elevhalsa")));
        Assert.Contains("Gissat igen", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Elevhälsan", card, StringComparison.Ordinal);
    }

    /// <returns>The card; null where there is none for the person.</returns>
    private async Task<string?> PreviewAsync(string person, params (string Name, string Value)[] fields)
    {
        using var viewer = vadstena.AppClient(person);
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await viewer.PostAsync("views/initiative-form/preview", content, TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
