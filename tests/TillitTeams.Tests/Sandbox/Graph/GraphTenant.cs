using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>A tenant whose Graph is asked by the tests themselves, as often as they like.</summary>
public class GraphTenant : LocalTenant
{
    public static string Skola { get; } = $"/teams/{SeedIds.Team("skola")}";

    public static string Gata { get; } = $"/teams/{SeedIds.Team("gata")}";

    /// <summary>Where only Amina and her colleagues are, among those who can sign in.</summary>
    public static string Elevhalsa { get; } = $"{Skola}/channels/{SeedIds.Channel("skola/elevhalsa")}";

    public static string Lasning { get; } = $"{Skola}/channels/{SeedIds.Channel("skola/lasning")}";

    /// <summary>Hosted by a team that Amina is not in, and shared with her.</summary>
    public static string Skolvagar { get; } = $"{Gata}/channels/{SeedIds.Channel("gata/skolvagar")}";

    protected override bool AsksGraphItself => true;

    protected override SandboxSettings Settings => new() { GraphLimits = GraphLimits.None };

    /// <summary>Graph as the app sees it on behalf of the person.</summary>
    public GraphClient As(string person, params string[] scopes) =>
        new(Host, Host.Tokens.MintForUser(EntraTokens.GraphAudience, SeedIds.Person(person), scopes));

    /// <summary>Graph as the app sees it as itself.</summary>
    public GraphClient AsApp() => new(Host, Host.Tokens.MintForApp(EntraTokens.GraphAudience));

    /// <summary>Graph as the app sees it as itself, with application permissions that the registration need not have.</summary>
    public GraphClient AsApp(params string[] roles) => new(Host, Host.Tokens.MintForApp(EntraTokens.GraphAudience, roles));

    public GraphClient With(string? token) => new(Host, token);
}

public sealed class GraphClient(SandboxHost host, string? token)
{
    private readonly HttpClient http = Create(host, token);

    public async Task<(HttpResponseMessage Response, JsonObject Body)> GetAsync(string path)
    {
        var response = await http.GetAsync(new Uri(path.StartsWith("https:", StringComparison.Ordinal) ? path : $"{host.Addresses.GraphUrl}{path}"), Cancel);
        return (response, (await response.Content.ReadFromJsonAsync<JsonObject>(Cancel))!);
    }

    public async Task<JsonObject> ReadAsync(string path)
    {
        var (response, body) = await GetAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body.ToJsonString());
        return body;
    }

    /// <summary>The items of one page.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path) => Items(await ReadAsync(path));

    /// <summary>The status, and the error's code and message.</summary>
    public async Task<(HttpStatusCode Status, string Code, string Message)> RefusalAsync(string path)
    {
        var (response, body) = await GetAsync(path);
        var error = body["error"]!;
        return (response.StatusCode, (string)error["code"]!, (string)error["message"]!);
    }

    public async Task<(HttpResponseMessage Response, JsonObject Body)> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        var response = await http.PostAsync(new Uri($"{host.Addresses.GraphUrl}{path}"), content, Cancel);
        return (response, (await response.Content.ReadFromJsonAsync<JsonObject>(Cancel))!);
    }

    /// <summary>The body is empty when the answer has none.</summary>
    public async Task<(HttpStatusCode Status, JsonObject Body)> SendAsync(HttpMethod method, string path, JsonObject? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{host.Addresses.GraphUrl}{path}"))
        {
            Content = body is null ? null : new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject());
    }

    public async Task<IReadOnlyList<JsonObject>> BatchAsync(params string[] paths)
    {
        var requests = new JsonArray([.. paths.Select((path, i) => new JsonObject { ["id"] = $"{i + 1}", ["method"] = "GET", ["url"] = path })]);
        var (response, body) = await PostAsync("/$batch", new JsonObject { ["requests"] = requests }.ToJsonString());
        Assert.True(response.StatusCode == HttpStatusCode.OK, body.ToJsonString());
        return [.. body["responses"]!.AsArray().Select(node => node!.AsObject())];
    }

    public static IReadOnlyList<JsonObject> Items(JsonObject body) => [.. body["value"]!.AsArray().Select(node => node!.AsObject())];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static HttpClient Create(SandboxHost host, string? token)
    {
        var client = new HttpClient(LocalCertificate.CreateTrustingHandler()) { BaseAddress = host.CloudUrl };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }
}
