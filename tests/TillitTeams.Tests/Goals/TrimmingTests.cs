using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Nobody sees content in the tab that they could not open in Teams themselves.</summary>
public sealed class TrimmingTests(EverythingLinked vadstena) : IClassFixture<EverythingLinked>
{
    private static readonly string[] People = ["lena", "karin", "amina", "johan", "sara", "peter"];

    public static TheoryData<string> SixPeople => [.. People];

    public static TheoryData<string, string> PeopleAndLists()
    {
        string[] views = ["goal/hallbar", "goal/vaxande", "goal/attraktiv"];
        var data = new TheoryData<string, string>();
        foreach (var (person, view) in People.SelectMany(person => views.Select(view => (person, view))))
        {
            data.Add(person, view);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PeopleAndLists))]
    public async Task A_goal_shows_all_that_the_viewer_can_open_and_nothing_else(string person, string view)
    {
        using var viewer = vadstena.AppClient(person);

        var text = await viewer.ReadToTheEndAsync(view);

        Assert.Equal(
            vadstena.SecretsOpenTo(vadstena.Person(person)).Order(StringComparer.Ordinal),
            Viewing.SecretsIn(text).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string> PeopleAndPages()
    {
        string[] views =
        [
            "goals", "goal/hallbar", "goal/hallbar?principle=tillit", "goal/hallbar?period=month", "goal/hallbar?q=hemlig",
            "principle/tillit", "principle/kvalitet?goal=vaxande", "mine", "goals?goal=vaxande",
        ];
        var data = new TheoryData<string, string>();
        foreach (var (person, view) in People.SelectMany(person => views.Select(view => (person, view))))
        {
            data.Add(person, view);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PeopleAndPages))]
    public async Task No_page_names_a_source_that_the_viewer_cannot_open(string person, string view)
    {
        using var viewer = vadstena.AppClient(person);
        var open = vadstena.SecretsOpenTo(vadstena.Person(person));

        var text = await viewer.ReadToTheEndAsync(view);

        Assert.DoesNotContain(vadstena.Sources(), source => !open.Contains(EverythingLinked.SecretOf(source.Message)) && text.Mentions(source.Message));
    }

    [Theory]
    [MemberData(nameof(SixPeople))]
    public async Task No_channels_tab_names_a_source_that_the_viewer_cannot_open(string person)
    {
        using var viewer = vadstena.AppClient(person);
        var open = vadstena.SecretsOpenTo(vadstena.Person(person));
        var tabs = vadstena.Tenant.Read(content => content.Teams
            .SelectMany(team => team.Channels.Select(channel => $"channel?team={team.Id}&channel={Uri.EscapeDataString(channel.Id)}&goal=hallbar"))
            .ToList());

        foreach (var tab in tabs)
        {
            var text = await viewer.ReadToTheEndAsync(tab);

            Assert.DoesNotContain(vadstena.Sources(), source => !open.Contains(EverythingLinked.SecretOf(source.Message)) && text.Mentions(source.Message));
        }
    }

    [Theory]
    [MemberData(nameof(SixPeople))]
    public async Task A_pasted_link_to_what_the_viewer_cannot_open_says_the_same_as_one_to_nothing(string person)
    {
        using var viewer = vadstena.AppClient(person);
        var open = vadstena.SecretsOpenTo(vadstena.Person(person));
        var hidden = vadstena.Sources().Where(source => !open.Contains(EverythingLinked.SecretOf(source.Message))).DistinctBy(source => source.Conversation);

        foreach (var (conversation, message) in hidden)
        {
            var url = vadstena.Tenant.Read(content => MessageLink.To(content, conversation, message));
            var nowhere = url.Replace(message.Id, "1600000000000", StringComparison.Ordinal);

            var said = await viewer.ReadAsync($"views/link?url={Uri.EscapeDataString(url)}");
            var nothing = await viewer.ReadAsync($"views/link?url={Uri.EscapeDataString(nowhere)}");

            Assert.DoesNotContain(EverythingLinked.SecretOf(message), said, StringComparison.Ordinal);
            Assert.Equal(nothing.Replace("1600000000000", message.Id, StringComparison.Ordinal), said);
        }
    }

    [Fact]
    public async Task Every_page_but_the_last_is_full_however_much_in_between_is_hidden()
    {
        using var viewer = vadstena.AppClient("sara");

        var first = await viewer.ReadAsync("views/goal/hallbar");

        Assert.Equal(20, first.Split("class=\"row\"").Length - 1);
    }

    [Fact]
    public async Task Words_that_only_a_hidden_source_has_find_nothing()
    {
        using var viewer = vadstena.AppClient("sara");
        var hidden = vadstena.Sources().First(source => source.Conversation.Key == "skola/elevhalsa");

        var text = await viewer.ReadAsync($"views/goal/hallbar?q={EverythingLinked.SecretOf(hidden.Message)}");

        Assert.Contains("Inget stämmer med det du valt", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-more", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_that_the_viewer_is_not_in_is_not_offered_and_narrows_down_to_nothing()
    {
        using var viewer = vadstena.AppClient("sara");
        var care = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "omsorg"));

        var text = await viewer.ReadAsync($"views/goal/hallbar?team={care.Id}");

        Assert.Empty(Viewing.SecretsIn(text));
        Assert.DoesNotContain(care.DisplayName, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_channel_opens_to_its_members_who_are_not_in_the_team_that_hosts_it()
    {
        var (team, channel) = vadstena.Tenant.Read(content =>
        {
            var shared = content.Teams.SelectMany(team => team.Channels.Select(channel => (team, channel)))
                .Single(found => found.channel.MembershipType == MembershipType.Shared);
            return shared;
        });
        var outsider = vadstena.SixPeople.First(person => channel.OwnMembers.Contains(person.Id) && !team.Members.Contains(person.Id));
        using var viewer = vadstena.AppClient(outsider.Key);

        var text = await viewer.ReadToTheEndAsync("goal/hallbar");

        Assert.All(channel.Messages.Where(message => message.FromPerson is not null), message => Assert.True(text.Mentions(message)));
    }
}
