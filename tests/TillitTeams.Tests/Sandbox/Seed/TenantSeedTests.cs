using System.Globalization;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Seed;

public sealed class TenantSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly TenantContent content = TenantSeed.Load(Now);

    [Fact]
    public void The_tenant_is_big_enough_to_be_believed()
    {
        var channels = content.Teams.SelectMany(team => team.Channels).ToList();

        Assert.True(content.Teams.Count >= 4);
        Assert.True(channels.Count >= 14);
        Assert.Equal("skola/elevhalsa", Assert.Single(channels, channel => channel.MembershipType == MembershipType.Private).Key);
        Assert.Equal("gata/skolvagar", Assert.Single(channels, channel => channel.MembershipType == MembershipType.Shared).Key);
        Assert.True(Messages().Count() >= 150);
        Assert.All(Conversations(), conversation => Assert.True(conversation.Messages.Count >= 5, conversation.Key));
    }

    /// <summary>In Teams only a conversation's own must differ; here all do, so that a test can tell what it sees.</summary>
    [Fact]
    public void No_two_messages_have_the_same_id() =>
        Assert.Empty(Messages().GroupBy(message => message.Id, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void Six_people_sign_in_and_two_of_them_look_after_more_than_their_own()
    {
        var signsIn = content.People.Where(person => person.CanSignIn).Select(person => person.Key).Order();

        Assert.Equal(["amina", "johan", "karin", "lena", "peter", "sara"], signsIn);
        Assert.Equal("karin", Assert.Single(content.People, person => person.AppRoles.Contains("GoalSteward")).Key);
        Assert.Equal("peter", Assert.Single(content.People, person => person.IsAdministrator).Key);
        Assert.Equal("lena.sjoholm@vadstena.example", content.FindPerson(SeedIds.Person("lena"))!.UserPrincipalName);
    }

    [Theory]
    [InlineData("skola/allmant", "amina karin peter sara")]
    [InlineData("skola/klosterangen", "amina karin peter sara")]
    [InlineData("skola/lasning", "amina karin peter sara")]
    [InlineData("skola/elevhalsa", "amina")]
    [InlineData("omsorg/allmant", "karin lena")]
    [InlineData("omsorg/hemtjansten", "karin lena")]
    [InlineData("omsorg/anhoriga", "karin lena")]
    [InlineData("gata/allmant", "johan karin")]
    [InlineData("gata/vinter", "johan karin")]
    [InlineData("gata/parker", "johan karin")]
    [InlineData("gata/skolvagar", "amina johan")]
    [InlineData("bygg/allmant", "johan karin")]
    [InlineData("bygg/bygglov", "johan karin")]
    [InlineData("bygg/plan", "johan karin")]
    [InlineData("bibliotek/allmant", "amina karin sara")]
    [InlineData("bibliotek/program", "amina karin sara")]
    [InlineData("kansli/allmant", "amina johan karin lena peter sara")]
    [InlineData("kansli/fullmaktige", "amina johan karin lena peter sara")]
    [InlineData("chat/karin-lena", "karin lena")]
    [InlineData("chat/sommarpraktik", "amina peter sara")]
    [InlineData("chat/skolvagar-mote", "amina johan karin")]
    [InlineData("chat/sara-amina", "amina sara")]
    [InlineData("chat/kulturnatten", "johan sara")]
    [InlineData("chat/johan-robert", "johan")]
    public void Those_who_sign_in_see_what_is_theirs(string key, string people)
    {
        var conversation = Conversations().Single(candidate => candidate.Key == key);

        var members = content.People.Where(person => person.CanSignIn && content.IsMember(person.Id, conversation)).Select(person => person.Key);

        Assert.Equal(people.Split(' '), members.Order());
        Assert.Equal(key.StartsWith("chat/", StringComparison.Ordinal) ? SeedIds.Chat(key) : SeedIds.Channel(key), conversation.Id);
    }

    [Fact]
    public void The_app_is_in_every_team_but_building_and_in_two_chats()
    {
        Assert.Equal("bygg", Assert.Single(content.Teams, team => !team.AppInstalled).Key);
        Assert.Equal(["chat/skolvagar-mote", "chat/sommarpraktik"], content.Chats.Where(chat => chat.AppInstalled).Select(chat => chat.Key).Order());
    }

    [Fact]
    public void Ids_have_the_shapes_of_Microsoft_365_and_are_met_once()
    {
        Assert.Distinct(Conversations().Select(conversation => conversation.Id));
        Assert.All(Conversations(), conversation => Assert.Distinct(conversation.Messages.Select(message => message.Id)));
        Assert.All(Messages(), message => Assert.Equal(message.CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), message.Id));
        Assert.Matches("^19:[0-9a-f]{32}@thread\\.tacv2$", SeedIds.Channel("skola/lasning"));
        Assert.Matches("^19:[0-9a-f]{32}@thread\\.v2$", SeedIds.Chat("chat/sommarpraktik"));
        Assert.Matches("^19:meeting_[A-Za-z0-9]+@thread\\.v2$", SeedIds.Chat("chat/skolvagar-mote"));
        Assert.Matches("^19:[0-9a-f-]{36}_[0-9a-f-]{36}@unq\\.gbl\\.spaces$", SeedIds.Chat("chat/karin-lena"));
        Assert.Equal(SeedIds.Chat("chat/karin-lena"), SeedIds.Chat("chat/lena-karin"));
    }

    [Fact]
    public void Nobody_writes_the_same_thing_twice() => Assert.Distinct(Messages().Select(message => message.Html));

    [Fact]
    public void Every_reply_follows_its_root_and_messages_stand_in_order_of_time() => Assert.All(Conversations(), conversation =>
    {
        Assert.Equal(conversation.Messages.OrderBy(message => message.CreatedAt), conversation.Messages);
        Assert.All(conversation.Messages.Where(message => message.ReplyToId is not null), reply =>
            Assert.True(reply.CreatedAt > conversation.Messages.Single(message => message.Id == reply.ReplyToId && message.ReplyToId is null).CreatedAt));
    });

    [Fact]
    public void Everybody_writes_and_is_mentioned_only_where_they_are_members() => Assert.All(Conversations(), conversation =>
    {
        var names = content.People.Where(person => content.IsMember(person.Id, conversation)).Select(person => person.DisplayName).ToHashSet();
        Assert.All(conversation.Messages, message =>
        {
            Assert.True(content.IsMember(message.FromPerson!.Value, conversation));
            Assert.All(message.Html.Split("<at id=\"").Skip(1), mention => Assert.Contains(mention[(mention.IndexOf('>', StringComparison.Ordinal) + 1)..mention.IndexOf('<', StringComparison.Ordinal)], names));
        });
    });

    [Fact]
    public void Conversations_read_as_people_write()
    {
        var html = Messages().Select(message => message.Html).ToList();

        Assert.Contains(html, text => text.Contains("<ol><li>", StringComparison.Ordinal));
        Assert.Contains(html, text => text.Contains("<ul><li>", StringComparison.Ordinal));
        Assert.Contains(html, text => text.Contains("<a href=\"https://", StringComparison.Ordinal));
        Assert.Contains("<at id=\"0\">", string.Concat(html), StringComparison.Ordinal);
        Assert.DoesNotContain(html, text => text.Contains("@{", StringComparison.Ordinal));
        Assert.True(html.Count(text => text.Length < 30) >= 10);
        Assert.True(html.Count(text => text.Length > 400) >= 15);
        Assert.Contains(Messages(), message => message.Reactions.Count > 1);
    }

    private IEnumerable<Message> Messages() => Conversations().SelectMany(conversation => conversation.Messages);

    private IEnumerable<Conversation> Conversations() =>
        content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats);
}
