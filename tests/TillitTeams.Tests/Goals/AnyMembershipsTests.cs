using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Graph;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Whoever is in which teams, channels and chats: what they cannot open is on no page of theirs.</summary>
public sealed class AnyMembershipsTests(EverythingLinked vadstena) : IClassFixture<EverythingLinked>
{
    private const int Cases = 12;

    private static readonly string[] Views =
        ["goals", "goal/hallbar", "goal/attraktiv?q=hemlig", "goal/vaxande?principle=tillit&period=year", "principle/transparens", "mine"];

    [Fact]
    public void For_any_memberships_no_page_has_the_id_title_or_excerpt_of_a_source_that_the_viewer_cannot_open()
    {
        var people = vadstena.SixPeople;
        // Which of the six are in a place: one bit each. Teams come first, because leaving one leaves its private channels.
        var memberships = Gen.Choose(0, (1 << people.Count) - 1).ArrayOf(Places().Count);
        var viewers = Gen.Choose(0, people.Count - 1);

        Prop.ForAll(
                memberships.ToArbitrary(),
                viewers.ToArbitrary(),
                (masks, viewer) => ShowsOnlyWhatIsOpenAsync(masks, people[viewer]))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
    }

    private async Task ShowsOnlyWhatIsOpenAsync(int[] masks, Person viewer)
    {
        foreach (var (place, mask) in Places().Zip(masks))
        {
            SetMembers(place, mask);
        }

        // As if the minutes had passed for which answers are remembered.
        vadstena.Host.AppServices.GetRequiredService<SightCache>().Store.Clear();
        var open = vadstena.SecretsOpenTo(viewer);
        var hidden = vadstena.Sources().Where(source => !open.Contains(EverythingLinked.SecretOf(source.Message))).ToList();
        using var client = vadstena.AppClient(viewer.Key);

        foreach (var view in Views.Concat(ChannelTabs()))
        {
            var text = await client.ReadToTheEndAsync(view);

            Assert.DoesNotContain(hidden, source => text.Mentions(source.Message));
            if (view == "goal/hallbar")
            {
                Assert.Equal(open.Order(StringComparer.Ordinal), Viewing.SecretsIn(text).Order(StringComparer.Ordinal));
            }
        }
    }

    private List<object> Places() => vadstena.Tenant.Read(content => content.Teams
        .Concat<object>(content.Teams.SelectMany(team => team.Channels).Where(channel => channel.MembershipType != MembershipType.Standard))
        .Concat(content.Chats)
        .ToList());

    private void SetMembers(object place, int mask)
    {
        var people = vadstena.SixPeople;
        for (var at = 0; at < people.Count; at++)
        {
            var isIn = (mask & (1 << at)) != 0;
            var person = people[at].Id;
            switch (place)
            {
                case Team team when isIn:
                    vadstena.Tenant.AddTeamMember(team.Id, person);
                    break;
                case Team team:
                    vadstena.Tenant.RemoveTeamMember(team.Id, person);
                    break;
                // Nobody is in a private channel without being in its team.
                case Channel channel when isIn && (channel.MembershipType == MembershipType.Shared || TeamOf(channel).Members.Contains(person)):
                    vadstena.Tenant.AddChannelMember(channel.Id, person);
                    break;
                case Channel channel:
                    vadstena.Tenant.RemoveChannelMember(channel.Id, person);
                    break;
                case Chat chat when isIn:
                    vadstena.Tenant.AddChatMember(chat.Id, person);
                    break;
                case Chat chat:
                    vadstena.Tenant.RemoveChatMember(chat.Id, person);
                    break;
            }
        }
    }

    private Team TeamOf(Channel channel) => vadstena.Tenant.Read(content => content.FindChannel(channel.Id)!.Value.Team);

    private IEnumerable<string> ChannelTabs() => new[] { "skola/elevhalsa", "gata/skolvagar", "omsorg/allmant" }
        .Select(vadstena.Conversation)
        .OfType<Channel>()
        .Select(channel => $"channel?team={TeamOf(channel).Id}&channel={Uri.EscapeDataString(channel.Id)}&goal=hallbar&goal=vaxande");
}
