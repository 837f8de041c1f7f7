using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>What was found by sending whatever comes to mind, each in its simplest form: it is answered as what it is, and nobody is woken for it.</summary>
public sealed class FoundTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string Half = "\\ud83d";
    private const string Null = "\\u0000";

    /// <summary>What stands in the place of X in an activity that is otherwise in order.</summary>
    public static TheoryData<string, string, int> Activities => new()
    {
        { "half an emoji in what was filled in", $$$"""{"commandId":"linkToGoal","data":{"verb":"{{{Half}}}"}}""", 400 },
        { "half an emoji in the name of a field", $$$"""{"commandId":"linkToGoal","data":{"{{{Half}}}":"x"}}""", 400 },
        { "half an emoji where nothing is read", $$"""{"commandId":"linkToGoal","nothing":"{{Half}}"}""", 400 },
        { "bytes that are no letters", "{\"commandId\":\"linkToGoal\",\"data\":{\"verb\":\"\u00ff\"}}", 400 },
        { "no parameter in the place of one", """{"commandId":"findGoal","parameters":[null]}""", 200 },
        { "a whole emoji, escaped", """{"commandId":"findGoal","parameters":[{"name":"words","value":"\ud83d\ude00"}]}""", 200 },
        { "a word that no database holds", $$"""{"commandId":"findDocument","parameters":[{"name":"words","value":"{{Null}}"}]}""", 200 },
        { "an attachment that is none", """{"commandId":"linkToGoal","messagePayload":{"id":"1795079544833","attachments":[null]}}""", 200 },
        { "a chat of two in the place of a message, told of in no log", $$$"""{"commandId":"linkToGoal","messagePayload":{"id":"19:{{{SeedIds.Person("lena")}}}_{{{SeedIds.Person("karin")}}}@unq.gbl.spaces"}}""", 200 },
        { "a message id that is a text", $$$"""{"commandId":"linkToGoal","messagePayload":{"id":"{{{Odd.Mark}}} {{{Odd.Mark}}}"}}""", 200 },
    };

    [Theory]
    [MemberData(nameof(Activities))]
    public async Task An_invoke_is_answered(string found, string value, int status)
    {
        var name = value.Contains("find", StringComparison.Ordinal) ? "composeExtension/query" : "composeExtension/submitAction";

        var answer = await SendAsync(Activity("invoke", $"\"name\":\"{name}\",\"value\":{value}"));

        AssertAnswered(found, status, answer);
    }

    [Theory]
    [InlineData("nobody among those who came", "\"membersAdded\":[null]")]
    [InlineData("nobody among those who left", "\"membersRemoved\":[null],\"entities\":[null]")]
    [InlineData("a team by a name that no database holds", "\"channelData\":{\"eventType\":\"channelRenamed\",\"tenant\":{\"id\":\"TENANT\"},\"team\":{\"id\":\"x\",\"name\":\"\\u0000\",\"aadGroupId\":\"y\"},\"channel\":{\"id\":\"\\u0000\",\"name\":\"\\u0000\"}}")]
    public async Task An_event_is_taken(string found, string what) =>
        AssertAnswered(found, 200, await SendAsync(Activity("conversationUpdate", what.Replace("TENANT", vadstena.Tenant.Id.ToString(), StringComparison.Ordinal))));

    [Theory]
    [InlineData("""{"value":[{"subscriptionId":"\u0000","clientState":"\u0000","resource":"\u0000"}]}""")]
    [InlineData("""{"value":[{"subscriptionId":"fuzzhemlis fuzzhemlis\nfuzzhemlis"}]}""")]
    public async Task A_notification_for_nobody_is_taken(string body) =>
        AssertAnswered(body, 202, await SendAsync(HttpMethod.Post, "api/notifications", body, "application/json", token: null));

    [Theory]
    [InlineData("a form in an encoding that is given up", "charset=utf-7", 415)]
    [InlineData("a form in an encoding that there is not", "charset=nonsense", 415)]
    [InlineData("a form in the encoding of browsers", "charset=UTF-8", 200)]
    public async Task A_form_in_another_encoding_is_refused(string found, string encoding, int status) =>
        AssertAnswered(found, status, await SendAsync(HttpMethod.Post, "views/model/import/again", "file=%7B%7D", $"application/x-www-form-urlencoded; {encoding}", TokenOf("karin")));

    [Theory]
    [InlineData("views/digest?channel=%00")]
    [InlineData("views/goal/hallbar?q=%00&team=%00")]
    [InlineData("views/audit?row=%00&what=%00&after=%00")]
    [InlineData("views/link?url=%00")]
    public async Task A_page_is_shown_whatever_stands_in_its_address(string address) =>
        AssertAnswered(address, 200, await SendAsync(HttpMethod.Get, address, "", null, TokenOf("karin")));

    [Theory]
    [InlineData("views/model/item", "Icon", "15", 200)]
    [InlineData("views/sites/label/remove", "id", "\0", 200)]
    [InlineData("views/sites/label", "name", "\0", 200)]
    [InlineData("views/personal/unfollow", "id", "\0", 302)]
    public async Task A_form_is_answered_whatever_stands_in_it(string address, string field, string value, int status)
    {
        var part = $"--{Draft.Boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n--{Draft.Boundary}--\r\n";

        AssertAnswered(address, status, await SendAsync(HttpMethod.Post, address, part, $"multipart/form-data; boundary={Draft.Boundary}", TokenOf("karin")));
    }

    [Fact]
    public async Task What_is_stored_has_nothing_in_it_that_PostgreSQL_cannot_hold()
    {
        var (id, label) = (Guid.NewGuid(), $"{Guid.NewGuid()}\0");
        await vadstena.InDatabase(db =>
        {
            db.Add(new ClassifiedLabel { Id = id, TenantId = vadstena.Tenant.Id, LabelId = label, Name = "Ömtå\0lig" });
            return db.SaveChangesAsync();
        });

        var stored = await vadstena.InDatabase(db => db.ClassifiedLabels.AsNoTracking().SingleAsync(row => row.LabelId == label));

        Assert.Equal((id, label[..^1], "Ömtålig"), (stored.Id, stored.LabelId, stored.Name));
    }

    /// <summary>Whoever is refused can tell which request it was, in whatever form they would rather have been answered.</summary>
    [Fact]
    public async Task A_refusal_carries_its_reference_to_everybody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages") { Content = new StringContent("{", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", vadstena.Host.Bot.Mint(new TokenFlaws()));
        request.Headers.Accept.ParseAdd("text/html");

        using var app = vadstena.AppClient(null);
        using var answer = await app.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["traceId"] ?? "");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task A_token_that_is_none_is_no_error_of_ours(string token)
    {
        AssertAnswered(token, 401, await SendAsync(HttpMethod.Get, "views/goals", "", null, token));
        AssertAnswered(token, 401, await SendAsync(HttpMethod.Post, "api/messages", "{}", "application/json", token));
    }

    /// <summary>A gateway's refusal is a page, and no error as Graph describes them.</summary>
    [Theory]
    [InlineData(HttpStatusCode.RequestUriTooLong, GraphVerdict.Unavailable)]
    [InlineData(HttpStatusCode.BadGateway, GraphVerdict.Unavailable)]
    [InlineData(HttpStatusCode.Forbidden, GraphVerdict.NotPermitted)]
    public async Task What_stands_before_Graph_may_refuse_in_its_own_words(HttpStatusCode status, GraphVerdict verdict)
    {
        using var gateway = new Gateway(status);
        using var heed = new HeedStatusAlone { InnerHandler = gateway };
        using var http = new HttpClient(heed);
        using var graph = new GraphServiceClient(http, new AnonymousAuthenticationProvider(), "https://graph.example/v1.0");

        Assert.Equal(verdict, await new GraphAsApp(graph).MessageExistsAsync(Guid.NewGuid(), MessageSource.InChat("19:x@thread.v2", "1"), TestContext.Current.CancellationToken));
    }

    private string TokenOf(string person) => vadstena.Host.Tokens.MintTabToken(vadstena.Person(person));

    /// <summary>By hand: nobody else would write it.</summary>
    private string Activity(string type, string what)
    {
        var spot = vadstena.Root("kansli/allmant");
        var real = vadstena.Host.Activities.Message(vadstena.Person("karin"), spot.Conversation.Id, "");
        foreach (var given in (string[])["type", "text", .. JsonNames(what)])
        {
            real.Remove(given);
        }

        return $"{real.ToJsonString()[..^1]},\"type\":\"{type}\",{what}}}";
    }

    private static IEnumerable<string> JsonNames(string what) =>
        ((string[])["channelData", "entities"]).Where(name => what.Contains($"\"{name}\"", StringComparison.Ordinal));

    private Task<(int Status, string Body)> SendAsync(string activity) =>
        SendAsync(HttpMethod.Post, "api/messages", activity, "application/json", vadstena.Host.Bot.Mint(new TokenFlaws()));

    /// <param name="method">GET or POST.</param>
    /// <param name="address">From the app's root.</param>
    /// <param name="body">Its letters are its bytes where they are none of UTF-8.</param>
    /// <param name="contentType">Null where there is no body.</param>
    /// <param name="token">Null where nobody asks.</param>
    private async Task<(int Status, string Body)> SendAsync(HttpMethod method, string address, string body, string? contentType, string? token)
    {
        vadstena.Logs.Clear();
        using var wire = new Wire(vadstena.Host.AppUrl);
        var headers = new List<(string, string)>();
        if (contentType is not null)
        {
            headers.Add(("Content-Type", contentType));
        }

        if (token is not null)
        {
            headers.Add(("Authorization", $"Bearer {token}"));
        }

        var bytes = body.Contains('\u00ff', StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(body) : Encoding.UTF8.GetBytes(body);
        var answer = await wire.SendAsync(new Sent(address, method, $"/{address}", headers, bytes), TestContext.Current.CancellationToken);
        return (answer.Status, answer.Body);
    }

    private void AssertAnswered(string found, int status, (int Status, string Body) answer)
    {
        Assert.Equal((found, status), (found, answer.Status));
        Assert.Equal([], vadstena.Logs.GetSnapshot().Where(record => record.Level >= LogLevel.Error).Select(record => $"{record.Message} {record.Exception}"));
        Assert.Equal([], vadstena.Watched.Lines.Where(line => line.Contains(Odd.Mark, StringComparison.Ordinal)));
    }

    private sealed class Gateway(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(status) { Content = new StringContent("<html>Nej.</html>", Encoding.UTF8, "text/html") });
    }
}
