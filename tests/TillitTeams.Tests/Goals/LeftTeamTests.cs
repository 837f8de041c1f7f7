using Microsoft.Extensions.Time.Testing;
using TillitTeams.Graph;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Whoever leaves loses the rows when the minutes have passed for which an answer is remembered.</summary>
public sealed class LeftTeamTests(LeftTeamTests.OnAClock vadstena) : IClassFixture<LeftTeamTests.OnAClock>
{
    [Fact]
    public Task Whoever_leaves_a_team_loses_its_rows() =>
        LosesAsync("lena", "omsorg/hemtjansten", (person, channel) => vadstena.Tenant.RemoveTeamMember(TeamOf(channel), person));

    [Fact]
    public Task Whoever_leaves_a_private_channel_loses_its_rows() =>
        LosesAsync(MemberOf("skola/elevhalsa"), "skola/elevhalsa", (person, channel) => vadstena.Tenant.RemoveChannelMember(channel, person));

    [Fact]
    public Task Whoever_leaves_a_shared_channel_loses_its_rows() =>
        LosesAsync(MemberOf("gata/skolvagar"), "gata/skolvagar", (person, channel) => vadstena.Tenant.RemoveChannelMember(channel, person));

    [Fact]
    public Task A_deleted_channel_takes_its_rows_with_it() =>
        LosesAsync(MemberOf("bibliotek/program"), "bibliotek/program", (_, channel) => vadstena.Tenant.DeleteChannel(channel));

    private async Task LosesAsync(string person, string key, Action<Guid, string> leave)
    {
        var conversation = vadstena.Conversation(key);
        var secrets = vadstena.Sources().Where(source => source.Conversation == conversation)
            .Select(source => EverythingLinked.SecretOf(source.Message)).ToHashSet(StringComparer.Ordinal);
        using var viewer = vadstena.AppClient(person);
        var before = Viewing.SecretsIn(await viewer.ReadToTheEndAsync("goal/hallbar"));

        leave(vadstena.Person(person).Id, conversation.Id);
        vadstena.Clock.Advance(new GraphOptions().SightLifetime);
        var after = Viewing.SecretsIn(await viewer.ReadToTheEndAsync("goal/hallbar"));

        Assert.Subset(before.ToHashSet(StringComparer.Ordinal), secrets);
        Assert.Empty(secrets.Intersect(after));
    }

    private Guid TeamOf(string channelId) => vadstena.Tenant.Read(content => content.FindChannel(channelId)!.Value.Team.Id);

    private string MemberOf(string key) => vadstena.SixPeople
        .First(person => vadstena.Tenant.Read(content => content.IsMember(person.Id, vadstena.Conversation(key)))).Key;

    public sealed class OnAClock : EverythingLinked
    {
        /// <summary>Starts in the past, because tokens are judged by the machine's clock and must not come from its future.</summary>
        public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(20));

        protected override SandboxSettings Settings => base.Settings with { Clock = Clock };
    }
}
