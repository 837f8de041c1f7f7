using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>The Bot Connector is called again when that may help and can do no harm, and never elsewhere.</summary>
public sealed class OutboundTests : IDisposable
{
    private const string Posted = """{"id":"1795079544833"}""";
    private const string Team = """{"id":"19:general@thread.tacv2","name":"Vård och omsorg","aadGroupId":"7e1a1f2e-3c4b-4d5e-8f60-718293a4b5c6"}""";

    private static readonly ConversationAddress Thread =
        new ConversationAddress("https://smba.trafficmanager.net/emea", "19:omsorg@thread.tacv2").InThread("17");

    private static readonly StoredCard Stored = new("Nytt: lekplatsen", """{"type":"AdaptiveCard","fallbackText":"Så här långt"}""");

    private readonly ScriptedConnector script = new();

    public void Dispose() => script.Dispose();

    [Fact]
    public async Task A_message_is_posted_in_its_thread_with_the_apps_own_token()
    {
        script.Answer(HttpStatusCode.Created, Posted);

        var answer = await SendAsync();

        Assert.Equal(new ConnectorAnswer<string>(ConnectorState.Done, "1795079544833"), answer);
        var call = Assert.Single(script.Calls);
        Assert.Equal("POST", call.Method);
        Assert.Equal("https://smba.trafficmanager.net/emea/v3/conversations/19%3Aomsorg%40thread.tacv2%3Bmessageid%3D17/activities", call.Address);
        Assert.Equal("Bearer token-for-https://api.botframework.com/.default", call.Authorization);
        Assert.Contains("application/vnd.microsoft.card.adaptive", call.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task The_same_message_is_posted_again_after_an_answer_that_Teams_says_to_repeat(HttpStatusCode status)
    {
        script.Answer(status).Answer(HttpStatusCode.Created, Posted);

        var answer = await SendAsync();

        Assert.Equal(ConnectorState.Done, answer.State);
        Assert.Equal(2, script.Calls.Count);
        Assert.Equal(script.Calls[0], script.Calls[1]);
        Assert.Single(script.Waits);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task It_is_waited_for_as_long_as_the_connector_asks(HttpStatusCode status)
    {
        script.Answer(status, retryAfter: TimeSpan.FromSeconds(17)).Answer(HttpStatusCode.Created, Posted);

        var answer = await SendAsync();

        Assert.Equal(ConnectorState.Done, answer.State);
        Assert.Equal([TimeSpan.FromSeconds(17)], script.Waits);
    }

    [Fact]
    public async Task After_the_fourth_attempt_it_is_given_up_and_said_so()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            script.Answer(HttpStatusCode.TooManyRequests);
        }

        var answer = await SendAsync();

        Assert.Equal(new ConnectorAnswer<string>(ConnectorState.NotNow, null), answer);
        Assert.Equal(4, script.Calls.Count);
        Assert.Equal(3, script.Waits.Count);
        Assert.Contains(script.Logs.GetSnapshot(), log => log.Level == Microsoft.Extensions.Logging.LogLevel.Warning && log.Message.StartsWith("The Bot Connector answered 429 to POST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, ConnectorState.Refused)]
    [InlineData(HttpStatusCode.Unauthorized, ConnectorState.NotNow)]
    [InlineData(HttpStatusCode.Forbidden, ConnectorState.NotAllowed)]
    [InlineData(HttpStatusCode.NotFound, ConnectorState.NotAllowed)]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, ConnectorState.Refused)]
    [InlineData(HttpStatusCode.InternalServerError, ConnectorState.Unavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ConnectorState.Unavailable)]
    public async Task A_message_that_was_refused_or_may_have_arrived_is_not_posted_again(HttpStatusCode status, ConnectorState state)
    {
        script.Answer(status);

        var answer = await SendAsync();

        Assert.Equal(new ConnectorAnswer<string>(state, null), answer);
        Assert.Single(script.Calls);
        Assert.Empty(script.Waits);
    }

    /// <summary>Status codes from bot conversational APIs; the last is the sample of Send proactive messages.</summary>
    [Theory]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"BotNotInConversationRoster","message":"The bot isn't part of the conversation roster."}}""", ConnectorState.NotAllowed)]
    [InlineData(HttpStatusCode.NotFound, """{"error":{"code":"ConversationNotFound","message":"Conversation not found."}}""", ConnectorState.NotAllowed)]
    [InlineData(HttpStatusCode.NotFound, """{"error":{"code":"ActivityNotFoundInConversation","message":"Conversation not found."}}""", ConnectorState.MessageGone)]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"BotDisabledByAdmin","message":"The tenant admin disabled this bot"}}""", ConnectorState.Blocked)]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"ConversationBlockedByUser","message":"User blocked the conversation with the bot."}}""", ConnectorState.Blocked)]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"NotEnoughPermissions","message":"Channel moderation."}}""", ConnectorState.Blocked)]
    [InlineData(HttpStatusCode.Forbidden, """{"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is blocked from message writes.\"}"}""", ConnectorState.Blocked)]
    public async Task Why_the_bot_may_not_write_is_told_apart(HttpStatusCode status, string body, ConnectorState state)
    {
        script.Answer(status, body);

        var answer = await SendAsync();

        Assert.Equal(state, answer.State);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, ConnectorState.NotNow)]
    [InlineData(HttpStatusCode.ServiceUnavailable, ConnectorState.NotNow)]
    [InlineData(HttpStatusCode.BadGateway, ConnectorState.Unavailable)]
    public async Task A_stored_card_is_sent_once_and_for_how_long_to_wait_is_handed_on(HttpStatusCode status, ConnectorState state)
    {
        script.Answer(status, retryAfter: TimeSpan.FromSeconds(17));

        var answer = await script.PassTimeUntil(script.Connector.SendAsync(Thread, Stored, TestContext.Current.CancellationToken));

        Assert.Equal(new ConnectorAnswer<string>(state, null) { RetryAfter = TimeSpan.FromSeconds(17) }, answer);
        Assert.Single(script.Calls);
    }

    [Fact]
    public async Task A_moment_to_wait_for_is_handed_on_as_the_time_until_then()
    {
        script.Answer(HttpStatusCode.TooManyRequests, retryAt: script.Clock.GetUtcNow().AddSeconds(40));

        var answer = await script.PassTimeUntil(script.Connector.SendAsync(Thread, Stored, TestContext.Current.CancellationToken));

        Assert.Equal(TimeSpan.FromSeconds(40), answer.RetryAfter);
    }

    [Fact]
    public async Task A_stored_card_goes_out_as_it_was_stored_and_is_updated_in_place()
    {
        script.Answer(HttpStatusCode.Created, Posted).Answer(HttpStatusCode.OK);

        await script.Connector.SendAsync(Thread, Stored, TestContext.Current.CancellationToken);
        var updated = await script.Connector.UpdateAsync(Thread, "17", Stored, TestContext.Current.CancellationToken);

        Assert.Equal(ConnectorState.Done, updated.State);
        Assert.Equal(["POST", "PUT"], script.Calls.Select(call => call.Method));
        Assert.EndsWith("/activities/17", script.Calls[1].Address, StringComparison.Ordinal);
        Assert.Equal(
            """{"type":"message","summary":"Nytt: lekplatsen","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","fallbackText":"Så här långt"}}]}""",
            script.Calls[0].Body);
    }

    [Fact]
    public async Task A_chat_is_opened_with_the_person_in_the_tenant()
    {
        script.Answer(HttpStatusCode.Created, """{"id":"a:1qhNLqpUtmuI6U35gzjs"}""");
        var (tenant, person) = (Guid.NewGuid(), Guid.NewGuid());

        var answer = await script.Chats.OpenAsync(Thread.ServiceUrl, tenant, person, TestContext.Current.CancellationToken);

        Assert.Equal("a:1qhNLqpUtmuI6U35gzjs", answer.Value);
        var call = Assert.Single(script.Calls);
        Assert.Equal("https://smba.trafficmanager.net/emea/v3/conversations", call.Address);
        var body = JsonNode.Parse(call.Body)!;
        Assert.Equal(person.ToString(), (string?)body["members"]![0]!["id"]);
        Assert.Equal(tenant.ToString(), (string?)body["channelData"]!["tenant"]!["id"]);
        Assert.StartsWith("28:", (string?)body["bot"]!["id"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_nothing_is_heard_of_is_not_posted_twice(bool cut)
    {
        _ = cut ? script.Cut() : script.NeverAnswer();

        var answer = await SendAsync();

        Assert.Equal(ConnectorState.Unavailable, answer.State);
        Assert.Single(script.Calls);
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_sent()
    {
        script.Cut(HttpRequestError.ConnectionError);

        var answer = await SendAsync();

        Assert.Equal(ConnectorState.NotNow, answer.State);
    }

    [Fact]
    public async Task What_is_only_read_is_read_again()
    {
        script.Cut().NeverAnswer().Answer(HttpStatusCode.InternalServerError).Answer(HttpStatusCode.OK, Team);

        var answer = await script.PassTimeUntil(
            script.Connector.TeamAsync(Thread.ServiceUrl, "19:general@thread.tacv2", TestContext.Current.CancellationToken));

        Assert.Equal("Vård och omsorg", answer.Value!.Name);
        Assert.Equal(4, script.Calls.Count);
    }

    [Theory]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("")]
    [InlineData("7")]
    public async Task An_answer_that_is_not_the_protocols_is_none(string body)
    {
        script.Answer(HttpStatusCode.OK, body);

        var answer = await SendAsync();

        Assert.Null(answer.Value);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent()
    {
        script.NoToken = new MsalServiceException("invalid_client", "AADSTS7000215");

        var answer = await SendAsync();

        Assert.Equal(ConnectorState.NotNow, answer.State);
        Assert.Empty(script.Calls);
    }

    [Theory]
    [InlineData("https://teams.example/emea/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net.teams.example/")]
    [InlineData("https://smba.trafficmanager.net@teams.example/")]
    [InlineData("https://teams.microsoft.com/")]
    [InlineData("smba.trafficmanager.net")]
    public async Task The_apps_token_goes_to_listed_hosts_alone(string serviceUrl)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(Thread with { ServiceUrl = serviceUrl }));

        Assert.Empty(script.Calls);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://SMBA.trafficmanager.net/emea/")]
    [InlineData("https://emea.ng.teams.microsoft.com/")]
    public async Task Teams_in_the_public_cloud_is_listed_from_the_start(string serviceUrl)
    {
        script.Answer(HttpStatusCode.Created, Posted);

        var answer = await SendAsync(Thread with { ServiceUrl = serviceUrl });

        Assert.Equal(ConnectorState.Done, answer.State);
    }

    private Task<ConnectorAnswer<string>> SendAsync(ConversationAddress? to = null)
    {
        var card = new AdaptiveCard { Lang = "sv", FallbackText = "Kopplat till mål", Body = [new TextBlock("Kopplat till mål")] };
        return script.PassTimeUntil(script.Connector.SendAsync(
            to ?? Thread, new OutgoingMessage("Kopplat till mål", card), TestContext.Current.CancellationToken));
    }
}
