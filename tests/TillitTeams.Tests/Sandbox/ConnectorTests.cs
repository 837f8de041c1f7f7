using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox;

/// <summary>The local tenant's Bot Connector refuses what Microsoft's would.</summary>
public sealed class ConnectorTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task The_bot_replies_in_a_thread()
    {
        var channel = vadstena.Conversation("omsorg/hemtjansten");
        var root = channel.Messages.First(message => message.ReplyToId is null);

        using var answer = await Post($"{channel.Id};messageid={root.Id}", Text("Hej"));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(root.Id, channel.Messages[^1].ReplyToId);
        Assert.Null(channel.Messages[^1].FromPerson);
    }

    [Fact]
    public async Task The_bot_may_not_speak_where_the_app_is_not_installed()
    {
        using var answer = await Post(SeedIds.Channel("bygg/bygglov"), Text("Hej"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("BotNotInConversationRoster", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_Graph_is_no_token_for_the_connector()
    {
        using var answer = await Post(SeedIds.Channel("gata/parker"), Text("Hej"), vadstena.Host.Tokens.MintForApp(EntraTokens.GraphAudience));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_message_over_100_kilobytes_is_too_big()
    {
        using var answer = await Post(SeedIds.Channel("gata/allmant"), Text(new string('å', 60_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task The_eighth_message_within_a_second_is_throttled_and_says_for_how_long()
    {
        var channel = SeedIds.Channel("kansli/allmant");
        HttpResponseMessage? last = null;
        for (var sent = 0; sent < 9; sent++)
        {
            last?.Dispose();
            last = await Post(channel, Text($"Nummer {sent}"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last!.StatusCode);
        Assert.NotNull(last.Headers.RetryAfter);
        last.Dispose();
    }

    [Fact]
    public async Task A_tenant_gets_fifty_requests_in_a_second_however_many_conversations_they_go_to()
    {
        var throttle = new ConnectorThrottle(new ConnectorLimits(), vadstena.Tenant.Clock);

        var refused = Enumerable.Range(0, 60).Count(conversation => throttle.Ask($"19:{conversation}@thread.tacv2", send: true) is not null);

        Assert.Equal(10, refused);
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        Assert.Null(throttle.Ask("19:1@thread.tacv2", send: true));
    }

    [Fact]
    public async Task A_chat_with_a_person_is_the_same_one_each_time_and_the_bot_hears_what_is_said_there()
    {
        var person = vadstena.Person("lena");
        using var first = await Open(NewChat(person.Id));
        using var second = await Open(NewChat(person.Id));

        var id = await IdOf(first);
        Assert.Equal(id, await IdOf(second));
        using var answer = await Post(id, Text("Hej"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        vadstena.Tenant.Post(id, null, person.Id, "<p>Hej själv</p>");
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Equal([null, person.Id, null], vadstena.Tenant.Read(content => content.FindAppChat(person.Id)!.Messages.Select(message => message.FromPerson).ToList()));
    }

    [Fact]
    public async Task Graph_knows_nothing_of_a_chat_with_the_bot()
    {
        var person = vadstena.Person("karin");
        using var opened = await Open(NewChat(person.Id));
        using var graph = new HttpClient(LocalCertificate.CreateTrustingHandler());
        graph.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", vadstena.Host.Tokens.MintForApp(EntraTokens.GraphAudience));

        using var answer = await graph.GetAsync(new Uri(vadstena.Host.CloudUrl, $"v1.0/chats/{await IdOf(opened)}/messages"), TestContext.Current.CancellationToken);

        Assert.False(answer.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_chat_needs_a_person_and_the_tenant_and_somebody_who_has_the_app()
    {
        var stranger = vadstena.Tenant.Read(content => content.People.First(person => !content.ReachesByApp(person.Id)));
        var elsewhere = NewChat(vadstena.Person("lena").Id);
        elsewhere["channelData"]!["tenant"]!["id"] = Guid.NewGuid().ToString();

        using var unknown = await Open(NewChat(Guid.NewGuid()));
        using var foreign = await Open(elsewhere);
        using var unreached = await Open(NewChat(stranger.Id));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (unknown.StatusCode, foreign.StatusCode, unreached.StatusCode));
        Assert.Contains("ForbiddenOperationException", await unreached.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_blocked_the_bot_is_not_written_to()
    {
        var person = vadstena.Person("johan");
        using var opened = await Open(NewChat(person.Id));
        vadstena.Tenant.BlockApp(person.Id);

        using var answer = await Post(await IdOf(opened), Text("Hej"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("MessageWritesBlocked", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private JsonObject NewChat(Guid person) => new()
    {
        ["members"] = new JsonArray(new JsonObject { ["id"] = person.ToString() }),
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = vadstena.Tenant.Id.ToString() } },
    };

    private static async Task<string> IdOf(HttpResponseMessage opened) =>
        (string)(await opened.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["id"]!;

    private static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text };

    private Task<HttpResponseMessage> Post(string conversation, JsonObject activity, string? token = null) =>
        Call($"connector/v3/conversations/{Uri.EscapeDataString(conversation)}/activities", activity, token);

    private Task<HttpResponseMessage> Open(JsonObject chat) => Call("connector/v3/conversations", chat, token: null);

    private async Task<HttpResponseMessage> Call(string path, JsonObject body, string? token)
    {
        using var http = new HttpClient(LocalCertificate.CreateTrustingHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? vadstena.Host.Tokens.MintForApp(EntraTokens.BotAudience));
        return await http.PostAsJsonAsync(new Uri(vadstena.Host.CloudUrl, path), body, TestContext.Current.CancellationToken);
    }
}
