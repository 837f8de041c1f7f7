using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

/// <summary>What Teams asks a message extension at the compose box, and what it does not ask.</summary>
public sealed class MessageExtensionTests : IClassFixture<LocalTenant>
{
    private readonly LocalTenant tenant;

    public MessageExtensionTests(LocalTenant tenant)
    {
        this.tenant = tenant;
        var extension = tenant.Host.App.Manifest["composeExtensions"]![0]!.AsObject();
        extension["messageHandlers"] = new JsonArray(new JsonObject { ["type"] = "link", ["value"] = new JsonObject { ["domains"] = new JsonArray("*.prov.example", "prov.example") } });
        if (!extension["commands"]!.AsArray().Any(command => (string?)command!["id"] == "prov"))
        {
            extension["commands"]!.AsArray().Add(new JsonObject
            {
                ["id"] = "prov",
                ["type"] = "query",
                ["title"] = "Sök",
                ["initialRun"] = true,
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = "q", ["title"] = "Sök" }),
            });
        }
    }

    [Fact]
    public void A_search_carries_what_was_typed_and_the_first_run_that_nothing_was()
    {
        var channel = tenant.Conversation("skola/lasning").Id;

        var typed = tenant.Host.Activities.Query(tenant.Person("sara"), channel, "prov", [new("q", "läs")], skip: 25);
        var first = tenant.Host.Activities.Query(tenant.Person("sara"), channel, "prov", []);

        Assert.Equal(("invoke", "composeExtension/query"), ((string)typed["type"]!, (string)typed["name"]!));
        Assert.Equal("compose", (string)typed["channelData"]!["source"]!["name"]!);
        Assert.Equal(channel, (string)typed["conversation"]!["id"]!);
        Assert.Equal(
            """{"commandId":"prov","parameters":[{"name":"q","value":"läs"}],"queryOptions":{"skip":25,"count":25}}""",
            typed["value"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal(("initialRun", "true"), ((string)first["value"]!["parameters"]![0]!["name"]!, (string)first["value"]!["parameters"]![0]!["value"]!));
    }

    [Fact]
    public void A_link_and_a_choice_carry_themselves()
    {
        var channel = tenant.Conversation("skola/lasning").Id;

        var link = tenant.Host.Activities.QueryLink(tenant.Person("sara"), channel, "https://a.prov.example/1");
        var choice = tenant.Host.Activities.SelectItem(tenant.Person("sara"), channel, new JsonObject { ["id"] = 1 });

        Assert.Equal(("composeExtension/queryLink", """{"url":"https://a.prov.example/1"}"""), ((string)link["name"]!, link["value"]!.ToJsonString()));
        Assert.Equal(("composeExtension/selectItem", """{"id":1}"""), ((string)choice["name"]!, choice["value"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("""{ "kind": "query", "commandId": "prov", "parameters": { "q": "läs" } }""", HttpStatusCode.OK)]
    [InlineData("""{ "kind": "query", "commandId": "prov" }""", HttpStatusCode.OK)]
    [InlineData("""{ "kind": "query", "commandId": "linkToGoal" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "kind": "query", "commandId": "annat" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "kind": "queryLink", "url": "https://a.prov.example/1" }""", HttpStatusCode.OK)]
    [InlineData("""{ "kind": "queryLink", "url": "https://prov.example/1" }""", HttpStatusCode.OK)]
    [InlineData("""{ "kind": "queryLink", "url": "https://a.b.prov.example/1" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "kind": "queryLink", "url": "https://prov.example.org/1" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "kind": "queryLink", "url": "inte en länk" }""", HttpStatusCode.BadRequest)]
    public async Task Only_what_the_manifest_declares_is_asked(string request, HttpStatusCode status)
    {
        var body = JsonNode.Parse(request)!.AsObject();
        body["conversationId"] = tenant.Conversation("skola/lasning").Id;
        body["locale"] = "sv-SE";
        body["theme"] = "light";
        using var client = new HttpClient { BaseAddress = tenant.Host.ClientUrl };
        client.DefaultRequestHeaders.Add("X-Sandbox-Person", "sara");

        using var response = await client.PostAsJsonAsync("client/invoke", body, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Nobody_asks_in_a_conversation_that_he_or_she_is_not_in()
    {
        using var client = new HttpClient { BaseAddress = tenant.Host.ClientUrl };
        client.DefaultRequestHeaders.Add("X-Sandbox-Person", "sara");

        using var response = await client.PostAsJsonAsync(
            "client/invoke",
            new JsonObject { ["kind"] = "query", ["commandId"] = "prov", ["conversationId"] = tenant.Conversation("skola/elevhalsa").Id, ["locale"] = "sv-SE", ["theme"] = "light" },
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
