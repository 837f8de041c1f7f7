using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>The resources as the pages of the Graph reference show them.</summary>
public sealed class GraphShapesTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    [Fact]
    public async Task A_person_has_the_default_properties_and_more_on_request()
    {
        var me = await tenant.As("amina", "User.Read").ReadAsync("/me");

        Assert.Equal(
            ["@odata.context", "businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation", "preferredLanguage", "surname", "userPrincipalName", "id"],
            me.Select(pair => pair.Key));
        Assert.Equal($"{tenant.Host.Addresses.GraphUrl}/$metadata#users/$entity", (string)me["@odata.context"]!);

        var selected = await tenant.As("amina", "User.Read").ReadAsync("/me?$select=id,department");
        Assert.Equal(["@odata.context", "id", "department"], selected.Select(pair => pair.Key));
        Assert.EndsWith("#users(id,department)/$entity", (string)selected["@odata.context"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_that_does_not_exist_cannot_be_selected()
    {
        var (status, _, message) = await tenant.As("amina", "User.Read").RefusalAsync("/me?$select=shoeSize");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.", message);
    }

    [Fact]
    public async Task Joined_teams_are_the_persons_own_in_brief()
    {
        var teams = await tenant.As("sara", "Team.ReadBasic.All").ListAsync("/me/joinedTeams");

        Assert.Equal(["Bibliotek och kultur", "Kommunkansliet", "Skola och förskola"], teams.Select(team => (string)team["displayName"]!).Order(StringComparer.Ordinal));
        Assert.All(teams, team => Assert.Null(team["webUrl"]));
    }

    [Fact]
    public async Task A_team_tells_its_settings_and_whether_it_is_archived()
    {
        var team = await tenant.As("sara", "Team.ReadBasic.All").ReadAsync(GraphTenant.Skola);

        Assert.False((bool)team["isArchived"]!);
        Assert.Equal(SeedIds.Channel("skola/allmant"), (string)team["internalId"]!);
        Assert.Equal(tenant.Tenant.Id.ToString(), (string)team["tenantId"]!);
    }

    [Fact]
    public async Task A_private_channel_is_listed_for_its_members_alone()
    {
        var amina = await Names("amina");
        var sara = await Names("sara");

        Assert.Contains("Elevhälsan", amina);
        Assert.DoesNotContain("Elevhälsan", sara);
        Assert.Equal(amina.Count - 1, sara.Count);

        async Task<List<string>> Names(string person) =>
            [.. (await tenant.As(person, "Channel.ReadBasic.All").ListAsync($"{GraphTenant.Skola}/channels")).Select(channel => (string)channel["displayName"]!)];
    }

    [Fact]
    public async Task Channels_can_be_filtered_and_narrowed()
    {
        var found = Assert.Single(await tenant.As("johan", "Channel.ReadBasic.All")
            .ListAsync($"{GraphTenant.Gata}/allChannels?$filter=membershipType eq 'shared'&$select=id,displayName"));

        Assert.Equal(["@odata.id", "id", "displayName"], found.Select(pair => pair.Key));
        Assert.Equal(SeedIds.Channel("gata/skolvagar"), (string)found["id"]!);
    }

    [Fact]
    public async Task A_member_is_found_by_the_id_of_the_person()
    {
        var amina = tenant.Person("amina");
        var members = await tenant.As("amina", "ChannelMember.Read.All").ListAsync(
            $"{GraphTenant.Elevhalsa}/members?$filter=(microsoft.graph.aadUserConversationMember/userId eq '{amina.Id}')");

        var member = Assert.Single(members);
        Assert.Equal("#microsoft.graph.aadUserConversationMember", (string)member["@odata.type"]!);
        Assert.Equal(amina.Id.ToString(), (string)member["userId"]!);
        Assert.Equal("owner", (string)member["roles"]!.AsArray().Single()!);
        Assert.Empty(await tenant.As("amina", "ChannelMember.Read.All").ListAsync(
            $"{GraphTenant.Elevhalsa}/members?$filter=microsoft.graph.aadUserConversationMember/userId eq '{SeedIds.Person("sara")}'"));
    }

    [Theory]
    [InlineData("userId like 'x'")]
    [InlineData("userId eq 'x' and")]
    [InlineData("userId eq 'x' xor email eq 'y'")]
    [InlineData("")]
    [InlineData("shoeSize eq '42'")]
    public async Task A_filter_that_cannot_be_read_is_a_bad_request(string filter) =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await tenant.As("amina", "TeamMember.Read.All").RefusalAsync($"{GraphTenant.Skola}/members?$filter={Uri.EscapeDataString(filter)}")).Status);

    [Fact]
    public async Task Members_come_in_pages()
    {
        var graph = tenant.As("amina", "TeamMember.Read.All");
        var whole = await graph.ListAsync($"{GraphTenant.Skola}/members");

        var paged = await Pages(graph, $"{GraphTenant.Skola}/members?$top=3&$select=id,userId");

        Assert.Equal(whole.Select(member => (string)member["id"]!), paged.Select(member => (string)member["id"]!));
    }

    [Fact]
    public async Task Messages_come_newest_first_in_pages_that_meet_each_root_once()
    {
        var channel = tenant.Conversation("skola/lasning");
        var roots = tenant.Tenant.Read(_ => channel.Messages.Where(message => message.ReplyToId is null).Select(message => message.Id).ToList());

        var read = await Pages(tenant.As("sara", "ChannelMessage.Read.All"), $"{GraphTenant.Lasning}/messages?$top=2");

        Assert.Equal(Enumerable.Reverse(roots), read.Select(message => (string)message["id"]!));
    }

    [Theory]
    [InlineData("$top=51", "The query specified in the URI is not valid. The limit of '50' for Top query has been exceeded. The value from the incoming request is '51'.")]
    [InlineData("$top=-1", "The query specified in the URI is not valid. Invalid value '-1' for $top query option found. The $top query option requires a positive integer value.")]
    [InlineData("$select=id", "The query specified in the URI is not valid. Query option 'Select' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.")]
    [InlineData("$skiptoken=xyz", "The skip token is not valid.")]
    [InlineData("$nonsense=1", "The query parameter '$nonsense' is not recognized.")]
    public async Task A_list_of_messages_refuses_what_Graph_refuses(string query, string message)
    {
        var (status, _, said) = await tenant.As("sara", "ChannelMessage.Read.All").RefusalAsync($"{GraphTenant.Lasning}/messages?{query}");

        Assert.Equal((HttpStatusCode.BadRequest, message), (status, said));
    }

    [Fact]
    public async Task A_single_message_takes_no_query_options()
    {
        var root = tenant.Conversation("skola/lasning").Messages[0];

        var (status, code, message) = await tenant.As("sara", "ChannelMessage.Read.All").RefusalAsync($"{GraphTenant.Lasning}/messages/{root.Id}?$select=id");

        Assert.Equal((HttpStatusCode.BadRequest, ""), (status, code));
        Assert.Contains("Query option 'Select' is not allowed", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_message_says_where_it_stands_and_who_wrote_it()
    {
        var channel = tenant.Conversation("skola/lasning");
        var reply = channel.Messages.First(message => message.ReplyToId is not null);

        var json = await tenant.As("sara", "ChannelMessage.Read.All").ReadAsync($"{GraphTenant.Lasning}/messages/{reply.ReplyToId}/replies/{reply.Id}");

        Assert.Equal(reply.ReplyToId, (string)json["replyToId"]!);
        Assert.Equal(reply.Html, (string)json["body"]!["content"]!);
        Assert.Equal(reply.FromPerson.ToString(), (string)json["from"]!["user"]!["id"]!);
        Assert.Equal(SeedIds.Team("skola").ToString(), (string)json["channelIdentity"]!["teamId"]!);
        Assert.Contains($"parentMessageId={reply.ReplyToId}", (string)json["webUrl"]!, StringComparison.Ordinal);
        Assert.EndsWith(
            $"#teams('{SeedIds.Team("skola")}')/channels('{Uri.EscapeDataString(channel.Id)}')/messages('{reply.ReplyToId}')/replies/$entity",
            (string)json["@odata.context"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_is_no_root()
    {
        var reply = tenant.Conversation("skola/lasning").Messages.First(message => message.ReplyToId is not null);

        Assert.Equal(HttpStatusCode.NotFound, (await tenant.As("sara", "ChannelMessage.Read.All").RefusalAsync($"{GraphTenant.Lasning}/messages/{reply.Id}")).Status);
    }

    [Fact]
    public async Task Replies_can_come_with_their_roots()
    {
        var channel = tenant.Conversation("skola/lasning");
        var roots = await tenant.As("sara", "ChannelMessage.Read.All").ListAsync($"{GraphTenant.Lasning}/messages?$expand=replies&$top=50");

        Assert.Equal(
            channel.Messages.Count(message => message.ReplyToId is not null),
            roots.Sum(root => root["replies"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_chat_shows_its_members_and_its_messages_without_a_web_link()
    {
        var chat = tenant.Conversation("chat/sommarpraktik");
        var graph = tenant.As("peter", "Chat.Read");

        var json = await graph.ReadAsync($"/chats/{chat.Id}?$expand=members");
        Assert.Equal(("group", "Sommarpraktik 2027"), ((string)json["chatType"]!, (string)json["topic"]!));
        Assert.Equal(3, json["members"]!.AsArray().Count);
        Assert.Equal(3, (await graph.ListAsync($"/chats/{chat.Id}/members")).Count);

        var first = chat.Messages[0];
        var message = await graph.ReadAsync($"/chats/{chat.Id}/messages/{first.Id}");
        Assert.Equal(chat.Id, (string)message["chatId"]!);
        Assert.Null(message["webUrl"]);
        Assert.Null(message["channelIdentity"]);
    }

    [Fact]
    public async Task My_chats_are_those_I_am_in() =>
        Assert.Equal(
            tenant.Tenant.Read(content => content.Chats.Where(chat => chat.Members.Contains(SeedIds.Person("karin"))).Select(chat => chat.Id).Order(StringComparer.Ordinal).ToList()),
            (await tenant.As("karin", "Chat.ReadBasic").ListAsync("/me/chats")).Select(chat => (string)chat["id"]!).Order(StringComparer.Ordinal));

    private static async Task<List<JsonObject>> Pages(GraphClient graph, string path)
    {
        var all = new List<JsonObject>();
        for (var next = path; next is not null;)
        {
            var page = await graph.ReadAsync(next);
            all.AddRange(GraphClient.Items(page));
            next = (string?)page["@odata.nextLink"];
        }

        return all;
    }
}
