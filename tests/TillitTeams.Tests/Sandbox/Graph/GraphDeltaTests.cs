using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>Delta of a channel's messages. Each test takes a channel of its own.</summary>
public sealed class GraphDeltaTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    private static readonly Guid Skola = SeedIds.Team("skola");

    private readonly Channel channel = tenant.Tenant.CreateChannel(Skola, "Prov");

    private string Path => $"/teams/{Skola}/channels/{channel.Id}/messages/delta";

    [Fact]
    public async Task A_first_round_has_every_thread_page_by_page_and_ends_with_a_delta_link()
    {
        var written = Enumerable.Range(0, 5).Select(number => Write($"<p>{number}</p>").Id).ToList();
        Write("<p>Svar</p>", replyTo: written[0]);

        var first = await tenant.AsApp().ReadAsync($"{Path}?$top=2");
        var second = await tenant.AsApp().ReadAsync((string)first["@odata.nextLink"]!);
        var third = await tenant.AsApp().ReadAsync((string)second["@odata.nextLink"]!);

        Assert.Equal(written, new[] { first, second, third }.SelectMany(Ids));
        Assert.Contains("$skiptoken=", (string)first["@odata.nextLink"]!, StringComparison.Ordinal);
        Assert.Contains("$deltatoken=", (string)third["@odata.deltaLink"]!, StringComparison.Ordinal);
        Assert.Equal((false, false), (first.ContainsKey("@odata.deltaLink"), third.ContainsKey("@odata.nextLink")));
        Assert.Equal("#microsoft.graph.chatMessage", (string)GraphClient.Items(first)[0]["@odata.type"]!);
    }

    [Fact]
    public async Task The_next_round_has_what_was_written_edited_deleted_undeleted_and_reacted_to()
    {
        var (untouched, edited, deleted, back, liked) = (Write(), Write(), Write(), Write(), Write());
        tenant.Tenant.DeleteMessage(channel.Id, back.Id);
        var link = await DeltaLinkAsync(Path);

        tenant.Tenant.EditMessage(channel.Id, edited.Id, "<p>Nytt</p>");
        tenant.Tenant.DeleteMessage(channel.Id, deleted.Id);
        tenant.Tenant.UndeleteMessage(channel.Id, back.Id);
        tenant.Tenant.React(channel.Id, liked.Id, "👍");
        var added = Write();
        var round = await tenant.AsApp().ReadAsync(link);

        Assert.Equal([edited.Id, deleted.Id, back.Id, liked.Id, added.Id], Ids(round));
        Assert.DoesNotContain(untouched.Id, Ids(round));
        Assert.NotNull(GraphClient.Items(round)[1]["deletedDateTime"]);
        Assert.Null(GraphClient.Items(round)[2]["deletedDateTime"]);
        Assert.Empty(Ids(await tenant.AsApp().ReadAsync((string)round["@odata.deltaLink"]!)));
    }

    [Fact]
    public async Task A_changed_reply_brings_its_thread_and_itself_only_when_asked_for()
    {
        var root = Write();
        var reply = Write(replyTo: root.Id);
        var plain = await DeltaLinkAsync(Path);
        var expanded = await DeltaLinkAsync($"{Path}?$expand=replies");

        tenant.Tenant.EditMessage(channel.Id, reply.Id, "<p>Nytt</p>");

        var bare = Assert.Single(GraphClient.Items(await tenant.AsApp().ReadAsync(plain)));
        var full = Assert.Single(GraphClient.Items(await tenant.AsApp().ReadAsync(expanded)));
        Assert.Equal((root.Id, false), ((string)bare["id"]!, bare.ContainsKey("replies")));
        Assert.Equal(reply.Id, (string)full["replies"]![0]!["id"]!);
    }

    [Fact]
    public async Task A_round_can_begin_at_a_moment()
    {
        var before = Write();
        await Task.Delay(5, TestContext.Current.CancellationToken);
        var moment = tenant.Tenant.Clock.GetUtcNow();
        await Task.Delay(5, TestContext.Current.CancellationToken);
        var after = Write();

        var round = await tenant.AsApp().ReadAsync($"{Path}?$filter=lastModifiedDateTime gt {moment.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}");

        Assert.Equal([after.Id], Ids(round));
        Assert.DoesNotContain(before.Id, Ids(round));
    }

    [Fact]
    public async Task A_token_that_Graph_has_forgotten_is_gone_and_tells_where_to_begin()
    {
        Write();
        var link = await DeltaLinkAsync(Path);

        tenant.Tenant.ForgetDeltaTokens();

        var (response, body) = await tenant.AsApp().GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal("SyncStateNotFound", (string)body["error"]!["code"]!);
        Assert.EndsWith("/messages/delta?$deltatoken=", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Single(Ids(await tenant.AsApp().ReadAsync(response.Headers.Location.ToString())));
    }

    [Theory]
    [InlineData("$deltatoken=trasig")]
    [InlineData("$skiptoken=e30")]
    [InlineData("$top=51")]
    [InlineData("$filter=subject eq 'Ämne'")]
    [InlineData("$filter=lastModifiedDateTime lt 2026-01-01T00:00:00Z")]
    [InlineData("$orderby=id")]
    public async Task What_delta_does_not_take_is_refused(string query)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.AsApp().RefusalAsync($"{Path}?{query}")).Status);
    }

    [Fact]
    public async Task Delta_asks_for_the_same_membership_as_the_messages_themselves()
    {
        var hidden = $"{GraphTenant.Elevhalsa}/messages/delta";

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("sara", "ChannelMessage.Read.All").RefusalAsync(hidden)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("amina", "Group.Read.All").RefusalAsync(hidden)).Status);
        await tenant.As("amina", "ChannelMessage.Read.All").ReadAsync($"{hidden}()");
    }

    private Message Write(string html = "<p>Ett</p>", string? replyTo = null) => tenant.Tenant.Post(channel.Id, replyTo, SeedIds.Person("amina"), html);

    private async Task<string> DeltaLinkAsync(string path) => (string)(await tenant.AsApp().ReadAsync(path))["@odata.deltaLink"]!;

    private static IEnumerable<string> Ids(JsonObject round) => GraphClient.Items(round).Select(message => (string)message["id"]!);
}
