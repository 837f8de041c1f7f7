using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>Whoever can open the home channel may change an initiative; nobody learns of one, or of a channel, that they cannot open.</summary>
public sealed class PermissionTests(TwoTenants vadstena) : IClassFixture<TwoTenants>
{
    private const string Secret = "Samtal inom en vecka";

    public static TheoryData<string> SixPeople => ["lena", "karin", "amina", "johan", "sara", "peter"];

    [Theory]
    [MemberData(nameof(SixPeople))]
    public async Task The_channels_that_are_offered_are_those_with_the_app_that_the_person_can_open(string person)
    {
        var open = vadstena.Tenant.Read(content => content.Teams
            .Where(team => team.AppInstalled)
            .SelectMany(team => team.Channels)
            .Where(channel => content.IsMember(vadstena.Person(person).Id, channel))
            .Select(channel => channel.Id)
            .Order(StringComparer.Ordinal)
            .ToList());

        var form = await vadstena.StartFormAsync(person);

        Assert.NotEmpty(open);
        Assert.Equal(open, Options(form, "home"));
        Assert.Equal(open, form.Page.QuerySelectorAll("input[name=channels]").Select(box => box.GetAttribute("value")!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(SixPeople))]
    public async Task Nobody_puts_an_initiative_into_a_channel_that_they_cannot_open(string person)
    {
        var closed = vadstena.Tenant.Read(content => content.Teams
            .SelectMany(team => team.Channels)
            .Where(channel => !content.IsMember(vadstena.Person(person).Id, channel))
            .Select(channel => channel.Id)
            .ToList());
        var form = await vadstena.StartFormAsync(person);
        var mine = Options(form, "home")[0];
        var before = await vadstena.Everything();

        foreach (var channel in closed)
        {
            var asHome = await form.PressAsync("Starta initiativet", ("title", ["Hos andra"]), ("home", [channel]));
            var asConcerned = await form.PressAsync("Starta initiativet", ("title", ["Hos andra"]), ("home", [mine]), ("channels", [mine, channel]));

            Assert.Contains("Du kan inte öppna en kanal som du valde", asHome.Problem, StringComparison.Ordinal);
            Assert.Contains("Du kan inte öppna en kanal som du valde", asConcerned.Problem, StringComparison.Ordinal);
            Assert.DoesNotContain(channel, Options(asConcerned, "home"));
        }

        Assert.Equal(before, await vadstena.Everything());
    }

    [Fact]
    public async Task Whoever_can_open_no_channel_of_it_is_told_the_same_as_of_one_that_is_not_there()
    {
        var initiative = await vadstena.StartAsync("amina", "skola/elevhalsa", Secret);
        var neighbours = await NeighboursAsync();
        var nothing = Guid.CreateVersion7();
        var before = await vadstena.StoredRowsAsync();

        // In the team, but not in its private channel; in another team; in charge of the governance model.
        foreach (var person in (string[])["sara", "lena", "karin"])
        {
            var unknown = (await vadstena.EditFormAsync(person, nothing)).Page.Body!.InnerHtml;
            Assert.Contains("Det initiativet finns inte, eller så rör det bara kanaler som du inte kan öppna.", unknown, StringComparison.Ordinal);
            Assert.Equal(unknown, (await vadstena.EditFormAsync(person, initiative.Id)).Page.Body!.InnerHtml);
            Assert.Equal(unknown, (await vadstena.EditFormAsync(person, neighbours)).Page.Body!.InnerHtml);
            Assert.Equal(unknown, (await vadstena.StartFormAsync(person, "?id=inget-id")).Page.Body!.InnerHtml);

            var form = await vadstena.StartFormAsync(person);
            var home = Options(form, "home")[0];
            foreach (var id in new[] { nothing, initiative.Id, neighbours })
            {
                var refused = await form.PressAsync("Starta initiativet", ("id", [id.ToString()]), ("title", ["Mitt nu"]), ("home", [home]), ("what", ["Det jag skrev."]));

                Assert.Contains("Det initiativet finns inte", refused.Problem, StringComparison.Ordinal);
                Assert.Equal("Det jag skrev.", refused.Value("what"));
                Assert.DoesNotContain(Secret, refused.Page.Body!.InnerHtml, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before.Where(row => row.Contains(Secret, StringComparison.Ordinal)), (await vadstena.StoredRowsAsync()).Where(row => row.Contains(Secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(await vadstena.StoredRowsAsync(), row => row.Contains("Mitt nu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_can_open_a_channel_of_it_but_not_the_home_channel_is_told_so_and_led_to_what_they_may_read()
    {
        var initiative = await vadstena.StartAsync("amina", "skola/elevhalsa", "Frukost", ("channels", [SeedIds.Channel("skola/allmant")]));

        var refused = await vadstena.EditFormAsync("sara", initiative.Id);

        Assert.Contains("bara de som kan öppna dess hemkanal kan ändra det", refused.Text, StringComparison.Ordinal);
        Assert.Equal($"/tab/initiative/{initiative.Id}", refused.Page.QuerySelector("a.primary")!.GetAttribute("href"));
        Assert.DoesNotContain("Elevhälsan", refused.Page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_the_editor_cannot_see_is_not_shown_and_stays()
    {
        var secret = SeedIds.Channel("skola/elevhalsa");
        var initiative = await vadstena.StartAsync("amina", "skola/allmant", "För hela skolan", ("channels", [secret, SeedIds.Channel("skola/lasning")]));
        var form = await vadstena.EditFormAsync("sara", initiative.Id);
        Assert.DoesNotContain(secret, form.Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Elevhälsan", form.Page.Body!.InnerHtml, StringComparison.Ordinal);

        var done = await form.PressAsync("Spara", ("channels", []), ("title", ["För hela skolan igen"]));

        Assert.DoesNotContain(secret, done.Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(
            new[] { SeedIds.Channel("skola/allmant"), secret }.Order(StringComparer.Ordinal),
            (await vadstena.Initiative(initiative.Id)).Channels.Select(channel => channel.ChannelId).Order(StringComparer.Ordinal));
        await done.PressAsync("Ångra");
        Assert.Equal(3, (await vadstena.Initiative(initiative.Id)).Channels.Count);
    }

    [Fact]
    public async Task One_that_came_with_the_governance_model_is_changed_by_its_steward_or_by_whoever_gives_it_a_home()
    {
        var theirs = await vadstena.InDatabase(db => db.Initiatives.OrderBy(row => row.Title).Select(row => row.Id).FirstAsync());
        var other = await vadstena.InDatabase(db => db.Initiatives.Where(row => row.Channels.Count == 0).OrderBy(row => row.Title).Select(row => row.Id).LastAsync());

        var saved = await (await vadstena.EditFormAsync("karin", theirs)).PressAsync("Spara", ("learned", ["Det tar tid."]));
        Assert.Contains("Initiativet är sparat", saved.Text, StringComparison.Ordinal);
        Assert.Empty((await vadstena.Initiative(theirs)).Channels);
        Assert.Equal("Ångra", saved.Page.QuerySelector("form button")!.TextContent.Trim());

        var refused = await (await vadstena.EditFormAsync("sara", other)).PressAsync("Spara", ("learned", ["Nu vet vi."]));
        Assert.Contains("Välj den kanal där ni arbetar med initiativet.", refused.Problem, StringComparison.Ordinal);
        var adopted = await refused.PressAsync("Spara", ("home", [SeedIds.Channel("bibliotek/program")]));
        Assert.Contains("Initiativet är sparat", adopted.Text, StringComparison.Ordinal);
        Assert.Empty(adopted.Page.QuerySelectorAll("form"));
        Assert.Equal("Bibliotek och kultur › Programverksamhet", (await vadstena.Initiative(other)).Home!.PlaceName);
        Assert.Contains("Det initiativet finns inte", (await vadstena.EditFormAsync("lena", other)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.Drop)]
    public async Task While_Graph_is_away_what_was_written_stays_in_the_form_and_can_be_saved_later(FaultKind outage)
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "omsorg"));
        var channel = vadstena.Tenant.CreateChannel(team.Id, $"Under {outage}");
        await WaitForAsync(channel.Id);
        var form = await vadstena.StartFormAsync("lena");
        Forget();
        vadstena.Host.Faults.BreakDown(CloudService.Graph, outage);

        var silent = await form.PressAsync("Starta initiativet", ("title", [$"Trots {outage}"]), ("what", ["Detta skrev jag."]), ("home", [channel.Id]), ("goals", ["hallbar"]));
        var bare = await vadstena.StartFormAsync("lena");
        vadstena.Host.Faults.Clear();

        Assert.Contains("Teams svarade inte just nu", silent.Problem, StringComparison.Ordinal);
        Assert.Equal(("Detta skrev jag.", channel.Id, "hallbar"), (silent.Value("what"), silent.Value("home"), Assert.Single(silent.Ticked("goals"))));
        Assert.Contains("alla dina kanaler visas inte", bare.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await vadstena.Initiatives(), one => one.Title == $"Trots {outage}");

        var saved = await silent.PressAsync("Starta initiativet");
        Assert.Contains("Initiativet är startat!", saved.Text, StringComparison.Ordinal);
        Assert.Equal(channel.Id, (await vadstena.Initiatives()).Single(one => one.Title == $"Trots {outage}").Home!.ChannelId);
    }

    [Fact]
    public async Task While_Graph_is_away_nobody_opens_an_initiative_to_change_it()
    {
        var initiative = await vadstena.StartAsync("lena", "omsorg/anhoriga", "I tystnad");
        var form = await vadstena.EditFormAsync("lena", initiative.Id);
        Forget();
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Unavailable);

        var opened = await vadstena.EditFormAsync("lena", initiative.Id);
        var saved = await form.PressAsync("Spara", ("title", ["Med ljud"]));
        vadstena.Host.Faults.Clear();

        Assert.Contains("Teams svarade inte just nu", opened.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("I tystnad", opened.Text, StringComparison.Ordinal);
        Assert.NotNull(opened.Page.QuerySelector("[data-reload]"));
        Assert.Contains("Teams svarade inte just nu", saved.Problem, StringComparison.Ordinal);
        Assert.Equal("Med ljud", saved.Value("title"));
        await saved.PressAsync("Spara");
        Assert.Equal("Med ljud", (await vadstena.Initiative(initiative.Id)).Title);
    }

    [Fact]
    public async Task A_channel_that_the_app_has_left_is_no_longer_offered()
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "kansli"));
        var channel = vadstena.Tenant.CreateChannel(team.Id, "Stängs snart");
        await WaitForAsync(channel.Id);
        Assert.Contains(channel.Id, Options(await vadstena.StartFormAsync("karin"), "home"));
        await CloseAsync(vadstena.Tenant.Clock.GetUtcNow());

        var form = await vadstena.StartFormAsync("karin", $"?team={team.Id}&channel={Uri.EscapeDataString(channel.Id)}");
        Assert.DoesNotContain(channel.Id, Options(form, "home"));
        Assert.Equal("", form.Value("home"));
        await CloseAsync(null);

        Task<int> CloseAsync(DateTimeOffset? at) => vadstena.InDatabase(async db =>
        {
            (await db.ChannelInstallations.SingleAsync(row => row.ConversationId == channel.Id)).ClosedAt = at;
            return await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task From_a_channel_the_form_opens_with_that_channel_as_the_home()
    {
        var team = SeedIds.Team("bibliotek");
        var form = await vadstena.StartFormAsync("sara", $"?team={team}&channel={Uri.EscapeDataString(SeedIds.Channel("bibliotek/program"))}");
        var closed = await vadstena.StartFormAsync("sara", $"?team={SeedIds.Team("skola")}&channel={Uri.EscapeDataString(SeedIds.Channel("skola/elevhalsa"))}");

        Assert.Equal(SeedIds.Channel("bibliotek/program"), form.Value("home"));
        Assert.Equal("", closed.Value("home"));
    }

    /// <summary>As if the minutes had passed for which answers are remembered.</summary>
    private void Forget() => vadstena.Host.AppServices.GetRequiredService<SightCache>().Store.Clear();

    private static List<string> Options(TabForm form, string name) =>
        [.. form.Page.QuerySelectorAll($"select[name={name}] option").Select(option => option.GetAttribute("value")!).Where(value => value.Length > 0).Order(StringComparer.Ordinal)];

    private async Task WaitForAsync(string channel)
    {
        while (!await vadstena.InDatabase(db => db.ChannelInstallations.AnyAsync(row => row.ConversationId == channel)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Guid> NeighboursAsync()
    {
        var id = Guid.CreateVersion7();
        await vadstena.InDatabase(
            async db =>
            {
                db.Add(new Initiative { Id = id, TenantId = TwoTenants.Neighbour, Title = "Grannens" });
                return await db.SaveChangesAsync();
            },
            TwoTenants.Neighbour);
        return id;
    }
}
