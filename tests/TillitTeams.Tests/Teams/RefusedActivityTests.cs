using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>What is signed and still must not be acted on.</summary>
public sealed class RefusedActivityTests(QuietTenant vadstena) : IClassFixture<QuietTenant>
{
    public static TheoryData<string, Action<JsonObject>> Foreign => new()
    {
        { "a service URL at an unlisted host", activity => activity["serviceUrl"] = "https://teams.example/emea/" },
        { "a listed host as the beginning of another", activity => activity["serviceUrl"] = "https://localhost.teams.example/" },
        { "a listed host as the user of another", activity => activity["serviceUrl"] = "https://localhost@teams.example/" },
        { "a user at a listed host", activity => activity["serviceUrl"] = "https://lena@localhost/" },
        { "a service URL without TLS", activity => activity["serviceUrl"] = "http://localhost/connector/" },
        { "a service URL that is none", activity => activity["serviceUrl"] = "localhost" },
        { "no service URL", activity => activity.Remove("serviceUrl") },
        { "another channel than Teams", activity => activity["channelId"] = "webchat" },
        { "a foreign tenant", activity => activity["channelData"]!["tenant"]!["id"] = "7b1f3c52-0b8e-4f0e-9b1a-3c5e7a2d4f10" },
        { "a tenant that is no id", activity => activity["channelData"]!["tenant"]!["id"] = "NA" },
        { "a tenant without id", activity => activity["channelData"]!["tenant"] = new JsonObject() },
        { "no tenant", activity => activity["channelData"]!.AsObject().Remove("tenant") },
        { "no channel data", activity => activity.Remove("channelData") },
        { "somebody without an account in Entra", activity => activity["from"]!.AsObject().Remove("aadObjectId") },
        { "nobody", activity => activity.Remove("from") },
    };

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public async Task An_activity_from_somewhere_else_is_forbidden(string flaw, Action<JsonObject> bend)
    {
        var activity = vadstena.TagMessage();
        bend(activity);

        var reply = await vadstena.SendFutileAsync(activity);

        Assert.True(reply.Status == (int)HttpStatusCode.Forbidden, $"{flaw}: {reply.Status}");
    }

    [Fact]
    public async Task The_service_URL_must_be_the_one_that_was_signed()
    {
        var token = vadstena.Host.Bot.Mint(new TokenFlaws(), new Uri(vadstena.Host.CloudUrl, "connector/other/").ToString());

        var reply = await vadstena.SendFutileAsync(vadstena.TagMessage().ToJsonString(), token);

        Assert.Equal((int)HttpStatusCode.Forbidden, reply.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"invoke\"")]
    [InlineData("type=invoke")]
    [InlineData("""{"type":"invoke"} {}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"invoke","from":"lena"}""")]
    [InlineData("""{"type":"invoke","timestamp":"yesterday"}""")]
    public async Task A_body_that_is_no_activity_is_a_bad_request(string body)
    {
        var reply = await vadstena.SendFutileAsync(body, vadstena.Host.Bot.Mint(new TokenFlaws()));

        Assert.Equal((int)HttpStatusCode.BadRequest, reply.Status);
    }

    public static TheoryData<string, Action<JsonObject>> Malformed => new()
    {
        { "a message that is text", activity => activity["value"]!["messagePayload"] = "hej" },
        { "a command that is a number", activity => activity["value"]!["commandId"] = 7 },
        { "a time that is none", activity => activity["value"]!["messagePayload"]!["createdDateTime"] = "i går" },
    };

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public async Task An_invoke_with_malformed_content_is_a_bad_request(string flaw, Action<JsonObject> bend)
    {
        var activity = vadstena.TagMessage();
        bend(activity);

        var reply = await vadstena.SendFutileAsync(activity);

        Assert.True(reply.Status == (int)HttpStatusCode.BadRequest, $"{flaw}: {reply.Status}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_too_large_whether_it_tells_its_length_or_not(bool tellsLength)
    {
        var activity = vadstena.TagMessage();
        activity["value"]!["data"]!["why"] = new string('å', 256 * 1024);
        using var http = new HttpClient { BaseAddress = vadstena.Host.AppUrl };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", vadstena.TokenFor(activity));
        http.DefaultRequestHeaders.TransferEncodingChunked = !tellsLength;
        using var content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        var rows = await vadstena.StoredRowsAsync();

        using var answer = await http.PostAsync("api/messages", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(rows, await vadstena.StoredRowsAsync());
    }

    public static TheoryData<string, Action<JsonObject>> UnknownInvokes => new()
    {
        { "an invoke of another kind", activity => activity["name"] = "fileConsent/invoke" },
        { "an invoke without name", activity => activity.Remove("name") },
        { "an unknown command", activity => Rename(activity, "commandId", "linkToBudget") },
        { "an unknown verb", activity => activity["value"]!["data"]!["verb"] = "linkToGoal.score" },
        { "no content", activity => activity.Remove("value") },
        {
            "an unknown verb on a card", activity =>
            {
                activity["name"] = "adaptiveCard/action";
                activity["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "linkToGoal.score" } };
            }
        },
        {
            "an unknown dialog", activity =>
            {
                activity["name"] = "task/fetch";
                activity["value"] = new JsonObject { ["data"] = new JsonObject { ["verb"] = "linkToGoal.score" } };
            }
        },
    };

    [Theory]
    [MemberData(nameof(UnknownInvokes), DisableDiscoveryEnumeration = true)]
    public async Task An_unknown_invoke_is_not_implemented(string invoke, Action<JsonObject> bend)
    {
        var activity = vadstena.TagMessage();
        bend(activity);

        var reply = await vadstena.SendFutileAsync(activity);

        Assert.True(reply.Status == (int)HttpStatusCode.NotImplemented, $"{invoke}: {reply.Status}");
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("messageReaction")]
    [InlineData("endOfConversation")]
    [InlineData("somethingNew")]
    [InlineData(null)]
    public async Task An_event_that_nobody_asked_for_is_taken_and_passed_over(string? type)
    {
        var activity = vadstena.TagMessage();
        activity["type"] = type;

        var reply = await vadstena.SendFutileAsync(activity);

        Assert.Equal((int)HttpStatusCode.OK, reply.Status);
    }

    private static void Rename(JsonObject activity, string property, string value)
    {
        activity["value"]![property] = value;
        activity["value"]!["data"]!.AsObject().Remove("verb");
    }
}
