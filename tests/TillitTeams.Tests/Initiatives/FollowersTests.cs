using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Initiatives;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Initiatives;

/// <summary>Whoever follows an initiative hears of it in Teams' activity feed, seldom and only what they may read.</summary>
public sealed class FollowersTests(FollowersTests.OnAClock vadstena) : IClassFixture<FollowersTests.OnAClock>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task What_happens_is_told_in_the_feed_and_leads_to_the_initiative()
    {
        var initiative = await FollowedAsync("Läxhjälp", "karin");

        await HappensAsync(initiative, InitiativeEventKind.SupportAsked, "amina");
        await LoopAsync();

        var told = Assert.Single(FeedOf("karin", initiative));
        Assert.Equal("Nytt i initiativet Läxhjälp", told.Texts["sv"]);
        Assert.Equal("News in the initiative Läxhjälp", told.Texts["en"]);
        Assert.Equal("De ber om stöd.", told.Preview);
        Assert.Contains(Uri.EscapeDataString($"initiative/{initiative.Id}"), told.WebUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Much_that_happens_at_once_is_one_notice_and_the_next_comes_no_sooner_than_in_an_hour()
    {
        var initiative = await FollowedAsync("Många steg", "karin");
        await HappensAsync(initiative, InitiativeEventKind.SupportAsked, "amina");
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");
        await LoopAsync();
        await HappensAsync(initiative, InitiativeEventKind.Done, "amina");

        vadstena.Clock.Advance(new FollowOptions().Pause - TimeSpan.FromMinutes(1));
        await LoopAsync();
        Assert.Equal("De ber om stöd. De har lärt sig något.", Assert.Single(FeedOf("karin", initiative)).Preview);

        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        await LoopAsync();
        await LoopAsync();
        Assert.Equal(["De ber om stöd. De har lärt sig något.", "Det är klart."], FeedOf("karin", initiative).Select(told => told.Preview));
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_did_themselves_or_of_what_happened_before_they_followed()
    {
        var initiative = await vadstena.TellAsync("Eget arbete", ["kansli/allmant"], row => row.Learned = "Ord.");
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        await FollowAsync(initiative, "karin");
        await HappensAsync(initiative, InitiativeEventKind.Edited, "karin");

        await LoopAsync();

        Assert.Empty(FeedOf("karin", initiative));
    }

    [Fact]
    public async Task Whoever_can_no_longer_open_it_is_told_nothing_and_follows_it_no_more()
    {
        var initiative = await FollowedAsync("Lämnat team", "sara", "skola/klosterangen");
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "skola"));
        vadstena.Tenant.RemoveTeamMember(team.Id, vadstena.Person("sara").Id);
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");

        await LoopAsync();

        Assert.Empty(FeedOf("sara", initiative));
        Assert.Empty(await vadstena.InDatabase(db => db.InitiativeFollowers.Where(row => row.InitiativeId == initiative.Id).ToListAsync()));
    }

    [Fact]
    public async Task Whoever_follows_goes_on_following_while_the_app_is_out_of_the_team()
    {
        var initiative = await FollowedAsync("Appen är borta", "sara", "bibliotek/program");
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "bibliotek"));
        vadstena.Tenant.RemoveApp(team.Id);
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");
        await LoopAsync();
        Assert.Empty(FeedOf("sara", initiative));
        vadstena.Tenant.InstallApp(team.Id);

        vadstena.Clock.Advance(new FollowOptions().RetryAfter);
        await LoopAsync();

        Assert.Single(FeedOf("sara", initiative));
    }

    [Fact]
    public async Task While_Graph_is_silent_nothing_is_lost_and_it_is_told_when_Graph_is_back()
    {
        var initiative = await FollowedAsync("Tyst Graph", "karin");
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");
        vadstena.Host.Faults.Refuse(CloudService.Graph, 100, 403, "Forbidden");
        await LoopAsync();
        vadstena.Host.Faults.Clear();
        Assert.Empty(FeedOf("karin", initiative));

        vadstena.Clock.Advance(new FollowOptions().RetryAfter);
        await LoopAsync();

        Assert.Single(FeedOf("karin", initiative));
    }

    [Fact]
    public async Task Whoever_has_removed_the_app_is_left_in_peace()
    {
        var initiative = await FollowedAsync("Utan app", "lena");
        vadstena.Tenant.RemoveAppFor(vadstena.Person("lena").Id);
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");

        await LoopAsync();

        Assert.Empty(FeedOf("lena", initiative));
    }

    [Fact]
    public async Task Several_instances_at_once_tell_it_once()
    {
        var initiative = await FollowedAsync("Flera", "karin");
        await HappensAsync(initiative, InitiativeEventKind.Learned, "amina");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(LoopAsync)));

        Assert.Single(FeedOf("karin", initiative));
    }

    private async Task<Initiative> FollowedAsync(string title, string person, string channel = "kansli/allmant")
    {
        var initiative = await vadstena.TellAsync(title, [channel]);
        await FollowAsync(initiative, person);
        return initiative;
    }

    private Task<int> FollowAsync(Initiative initiative, string person) => vadstena.InDatabase(db =>
    {
        db.Add(new InitiativeFollower
        {
            TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, UserId = vadstena.Person(person).Id, Since = vadstena.Clock.GetUtcNow(),
        });
        return db.SaveChangesAsync();
    });

    private Task<int> HappensAsync(Initiative initiative, InitiativeEventKind kind, string by)
    {
        vadstena.Clock.Advance(TimeSpan.FromSeconds(1));
        return vadstena.InDatabase(db =>
        {
            db.Add(new InitiativeEvent
            {
                Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, At = vadstena.Clock.GetUtcNow(), ById = vadstena.Person(by).Id, Kind = kind,
            });
            return db.SaveChangesAsync();
        });
    }

    private Task LoopAsync() => vadstena.Host.AppServices.GetRequiredService<FollowLoop>().RunOnceAsync(TestContext.Current.CancellationToken);

    private List<FeedActivity> FeedOf(string person, Initiative initiative) => vadstena.Tenant.Read(content => content.Activities
        .Where(told => told.PersonId == vadstena.Person(person).Id && told.Topic == initiative.Title)
        .ToList());

    public sealed class OnAClock : LocalTenant
    {
        /// <summary>Starts in the past, because tokens are judged by the machine's clock and must not come from its future.</summary>
        public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(12));

        /// <summary>The app's own loop stays away: each test runs it when it wants to.</summary>
        protected override SandboxSettings Settings => base.Settings with
        {
            Clock = Clock,
            AppSettings = new Dictionary<string, string?> { ["Follow:Interval"] = "1.00:00:00" },
        };
    }
}
