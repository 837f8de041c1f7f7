using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

public sealed class GraphBatchTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    [Fact]
    public async Task Each_request_has_its_own_status_and_body()
    {
        var sara = tenant.As("sara", "User.Read", "ChannelMessage.Read.All");

        var answers = await sara.BatchAsync(
            "/me?$select=displayName", $"{GraphTenant.Lasning}/messages?$top=1", $"{GraphTenant.Elevhalsa}/messages", "me/joinedTeams", "/teams/x/channels/y/messages/1");

        Assert.Equal([200, 200, 403, 403, 400], answers.Select(answer => (int)answer["status"]!));
        Assert.Equal(["1", "2", "3", "4", "5"], answers.Select(answer => (string)answer["id"]!));
        Assert.Equal("Sara Haddad", (string)answers[0]["body"]!["displayName"]!);
        Assert.NotNull(answers[1]["body"]!["@odata.nextLink"]);
        Assert.Equal("InsufficientPrivileges", (string)answers[2]["body"]!["error"]!["message"]!);
        Assert.NotNull(answers[3]["body"]!["error"]!["innerError"]!["request-id"]);
        Assert.All(answers, answer => Assert.StartsWith("application/json", (string)answer["headers"]!["Content-Type"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Escaped_ids_are_the_same_ids()
    {
        var channel = Uri.EscapeDataString(SeedIds.Channel("skola/lasning"));

        var answer = Assert.Single(await tenant.As("sara", "ChannelMessage.Read.All").BatchAsync($"{GraphTenant.Skola}/channels/{channel}/messages"));

        Assert.Equal(200, (int)answer["status"]!);
    }

    [Fact]
    public async Task Twenty_requests_are_the_most()
    {
        var amina = tenant.As("amina", "User.Read");
        Assert.Equal(20, (await amina.BatchAsync([.. Enumerable.Repeat("/me", 20)])).Count);

        var requests = new JsonArray([.. Enumerable.Range(1, 21).Select(i => new JsonObject { ["id"] = $"{i}", ["method"] = "GET", ["url"] = "/me" })]);
        var (response, body) = await amina.PostAsync("/$batch", new JsonObject { ["requests"] = requests }.ToJsonString());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Number of batch request steps exceeds the maximum value of 20.", (string)body["error"]!["message"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ not json")]
    [InlineData("""{"requests":[]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"1","method":"GET","url":"/me"}]}""")]
    [InlineData("""{"requests":[{"id":"1","method":"GET","url":"/me"},7]}""")]
    public async Task A_malformed_batch_is_refused_as_a_whole(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.As("amina", "User.Read").PostAsync("/$batch", body)).Response.StatusCode);

    [Fact]
    public async Task A_batch_needs_a_token_as_any_request()
    {
        var (response, body) = await tenant.With(null).PostAsync("/$batch", """{"requests":[{"id":"1","method":"GET","url":"/me"}]}""");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("InvalidAuthenticationToken", (string)body["error"]!["code"]!);
    }

    [Fact]
    public async Task Order_within_a_batch_is_refused_aloud()
    {
        var (_, body) = await tenant.As("amina", "User.Read").PostAsync(
            "/$batch", """{"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"2","method":"GET","url":"/me","dependsOn":["1"]}]}""");

        Assert.Equal([200, 501], body["responses"]!.AsArray().Select(answer => (int)answer!["status"]!));
    }
}
