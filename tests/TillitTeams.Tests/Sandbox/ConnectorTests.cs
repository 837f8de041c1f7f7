using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Seed;
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

    private static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text };

    private async Task<HttpResponseMessage> Post(string conversation, JsonObject activity, string? token = null)
    {
        using var http = new HttpClient(LocalCertificate.CreateTrustingHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? vadstena.Host.Tokens.MintForApp(EntraTokens.BotAudience));
        return await http.PostAsJsonAsync(
            new Uri(vadstena.Host.CloudUrl, $"connector/v3/conversations/{Uri.EscapeDataString(conversation)}/activities"),
            activity,
            TestContext.Current.CancellationToken);
    }
}
