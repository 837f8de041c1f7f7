using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox;

public sealed class SeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly TenantContent content = TenantSeed.Load(Now);

    [Fact]
    public void The_tenant_is_big_enough_to_be_believed()
    {
        var channels = content.Teams.SelectMany(team => team.Channels).ToList();

        Assert.True(content.Teams.Count >= 4);
        Assert.True(channels.Count >= 14);
        Assert.Contains(channels, channel => channel.MembershipType == MembershipType.Private);
        Assert.Contains(channels, channel => channel.MembershipType == MembershipType.Shared);
        Assert.True(AllConversations().Sum(conversation => conversation.Messages.Count) >= 150);
        Assert.Equal(6, content.People.Count(person => person.CanSignIn));
    }

    [Fact]
    public void Every_id_is_met_once() => Assert.All(AllConversations(), conversation =>
        Assert.Distinct(conversation.Messages.Select(message => message.Id)));

    [Fact]
    public void Nobody_writes_the_same_thing_twice() =>
        Assert.Distinct(AllConversations().SelectMany(conversation => conversation.Messages).Select(message => message.Html));

    [Fact]
    public void Every_reply_follows_its_root() => Assert.All(AllConversations(), conversation =>
        Assert.All(conversation.Messages.Where(message => message.ReplyToId is not null), reply =>
            Assert.True(reply.CreatedAt > conversation.Messages.Single(message => message.Id == reply.ReplyToId).CreatedAt)));

    [Fact]
    public void Everybody_writes_only_where_they_are_members() => Assert.All(AllConversations(), conversation =>
        Assert.All(conversation.Messages, message => Assert.True(content.IsMember(message.FromPerson!.Value, conversation))));

    [Fact]
    public void Messages_are_written_on_working_days_before_today() =>
        Assert.All(AllConversations().SelectMany(conversation => conversation.Messages), message =>
        {
            Assert.True(message.CreatedAt < Now);
            Assert.False(message.CreatedAt.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        });

    [Theory]
    [InlineData(2026, 3, 30)]
    [InlineData(2026, 10, 26)]
    public void The_hour_in_Vadstena_holds_over_a_change_of_clocks(int year, int month, int day)
    {
        var seeded = TenantSeed.Load(new DateTimeOffset(year, month, day, 9, 0, 0, TimeSpan.Zero));
        var message = seeded.Teams.SelectMany(team => team.Channels).SelectMany(channel => channel.Messages)
            .Single(message => message.Html.Contains("Skolvägarna klara 6.50", StringComparison.Ordinal));

        var local = TimeZoneInfo.ConvertTime(message.CreatedAt, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));

        Assert.Equal(new TimeOnly(5, 42), TimeOnly.FromTimeSpan(local.TimeOfDay));
    }

    private IEnumerable<Conversation> AllConversations() =>
        content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats);
}
