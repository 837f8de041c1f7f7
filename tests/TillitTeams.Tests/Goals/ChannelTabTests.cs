using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>A tab in a channel shows what everybody in the channel can open, and nothing else.</summary>
public sealed class ChannelTabTests(EverythingLinked vadstena) : IClassFixture<EverythingLinked>
{
    [Theory]
    [InlineData("lena", "omsorg/hemtjansten")]
    [InlineData("sara", "skola/allmant")]
    [InlineData("johan", "gata/allmant")]
    public async Task A_standard_channel_shows_all_of_the_teams_standard_channels(string person, string key)
    {
        var (team, channel) = Find(key);

        var seen = await SeenInTabAsync(person, team, channel);

        Assert.NotEmpty(seen);
        Assert.Equal(SecretsOf(team.Channels.Where(IsStandard)), seen);
    }

    [Fact]
    public async Task A_private_channel_shows_itself_and_the_teams_standard_channels()
    {
        var (team, channel) = Find("skola/elevhalsa");

        var seen = await SeenInTabAsync(MemberOf(channel), team, channel);

        Assert.Equal(SecretsOf(team.Channels.Where(IsStandard).Append(channel)), seen);
    }

    [Fact]
    public async Task A_shared_channel_shows_only_itself_since_people_from_outside_the_team_are_in_it()
    {
        var (team, channel) = Find("gata/skolvagar");
        var inTheTeam = vadstena.SixPeople.First(person => team.Members.Contains(person.Id) && channel.OwnMembers.Contains(person.Id));

        var seen = await SeenInTabAsync(inTheTeam.Key, team, channel);

        Assert.Equal(SecretsOf([channel]), seen);
    }

    [Fact]
    public async Task A_standard_channel_hides_the_private_one_even_from_its_members()
    {
        var (team, hidden) = Find("skola/elevhalsa");

        var seen = await SeenInTabAsync(MemberOf(hidden), team, team.General);

        Assert.NotEmpty(seen);
        Assert.Empty(SecretsOf([hidden]).Intersect(seen));
    }

    [Fact]
    public async Task Whoever_names_a_channel_that_they_are_not_in_sees_no_more_than_they_could_anyway()
    {
        var (team, channel) = Find("skola/elevhalsa");
        var outsider = vadstena.SixPeople.First(person => team.Members.Contains(person.Id) && !channel.OwnMembers.Contains(person.Id));

        var seen = await SeenInTabAsync(outsider.Key, team, channel);

        Assert.Equal(SecretsOf(team.Channels.Where(IsStandard)), seen);
    }

    [Fact]
    public async Task Where_the_app_is_not_installed_the_tab_keeps_to_the_channel_itself()
    {
        var (team, channel) = Find("bygg/allmant");

        var seen = await SeenInTabAsync(vadstena.SixPeople.First(person => team.Members.Contains(person.Id)).Key, team, channel);

        Assert.Equal(SecretsOf([channel]), seen);
    }

    [Fact]
    public async Task Goals_that_were_not_chosen_are_not_shown()
    {
        var (team, channel) = Find("omsorg/hemtjansten");
        using var viewer = vadstena.AppClient("lena");

        var text = await viewer.ReadAsync($"views/{ViewOf(team, channel)}");
        var none = await viewer.ReadAsync($"views/channel?team={team.Id}&channel={Uri.EscapeDataString(channel.Id)}");

        Assert.Contains("Allt om Hållbar", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Allt om Växande", text, StringComparison.Ordinal);
        Assert.Empty(Viewing.SecretsIn(none));
    }

    [Fact]
    public async Task The_set_up_offers_the_councils_goals_and_remembers_what_was_chosen()
    {
        using var viewer = vadstena.AppClient("lena");

        var first = await viewer.ReadAsync("views/configure?team=00000000-0000-0000-0000-000000000001&channel=19:x");
        var again = await viewer.ReadAsync("views/configure?goal=vaxande");

        Assert.Equal(3, first.Split(" checked").Length - 1);
        Assert.Contains("alla i kanalen kan öppna", first, StringComparison.Ordinal);
        Assert.Equal(1, again.Split(" checked").Length - 1);
    }

    [Fact]
    public async Task A_SharePoint_page_shows_the_chosen_goals_as_each_visitor_may_see_them()
    {
        using var viewer = vadstena.AppClient("sara");

        var text = await viewer.ReadAsync("views/goals?goal=vaxande");

        Assert.Contains("data-goal=\"vaxande\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-goal=\"hallbar\"", text, StringComparison.Ordinal);
    }

    private static bool IsStandard(Channel channel) => channel.MembershipType == MembershipType.Standard;

    private static string ViewOf(Team team, Channel channel) => $"channel?team={team.Id}&channel={Uri.EscapeDataString(channel.Id)}&goal=hallbar";

    private (Team Team, Channel Channel) Find(string key) => vadstena.Tenant.Read(content => content.FindChannel(vadstena.Conversation(key).Id)!.Value);

    private string MemberOf(Channel channel) => vadstena.SixPeople.First(person => channel.OwnMembers.Contains(person.Id)).Key;

    private async Task<IEnumerable<string>> SeenInTabAsync(string person, Team team, Channel channel)
    {
        using var viewer = vadstena.AppClient(person);
        return Viewing.SecretsIn(await viewer.ReadToTheEndAsync(ViewOf(team, channel))).Order(StringComparer.Ordinal);
    }

    private IEnumerable<string> SecretsOf(IEnumerable<Channel> channels) =>
        vadstena.Sources()
            .Where(source => channels.Contains(source.Conversation) && source.Message.DeletedAt is null)
            .Select(source => EverythingLinked.SecretOf(source.Message))
            .Order(StringComparer.Ordinal);
}
