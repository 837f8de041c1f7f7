using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Governance.Records;
using TillitTeams.Tests.Tagging;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Governance.Control;

/// <param name="Name">The endpoint or the route in Teams, who asked, and in which language.</param>
/// <param name="Page">The page as it was sent; empty for what is no page.</param>
/// <param name="Fault">Why nothing can be said of it.</param>
internal sealed record Answer(string Name, IReadOnlyList<string> Texts, string Page = "", string? Fault = null);

/// <summary>
/// Asks every endpoint of the running app what it has to say, as the governance lead and as somebody who is not. One that is
/// not in the tables here is not known to have been asked, and fails the test by its name.
/// </summary>
internal sealed class EveryAnswer(CountedVadstena vadstena)
{
    /// <summary>
    /// What says nothing to a person: files of the app itself, the way to Entra, whether it is well, what Microsoft tells the app, and what
    /// <see cref="EveryTeamsAnswer"/> asks.
    /// </summary>
    public static readonly string[] Unseen = ["GET /assets/{version}/{file}", "GET /tab/consent", "ANY /healthz", "ANY /healthz/live", "ANY /healthz/ready", "POST /api/notifications", "POST /api/notifications/lifecycle", "POST /api/messages"];

    /// <summary>Parts of a page, and files: to others they say nothing.</summary>
    private static readonly string[] ForTheLeadAlone = ["GET /views/records/progress", "GET /views/records/{id:guid}/file"];

    /// <summary>Whoever follows a page to its end, to this many parts: each is written by the same act.</summary>
    private const int Parts = 2;

    private static readonly (string Name, string Value)[] Nothing = [("nothing", "")];

    private static string Channel => Uri.EscapeDataString(SeedIds.Channel("kansli/allmant"));

    private string MessageUrl => vadstena.Tenant.Read(content => MessageLink.To(content, vadstena.Conversation("kansli/allmant"), vadstena.Root("kansli/allmant").Message));

    /// <summary>Every page, in what ways it is asked for.</summary>
    private Dictionary<string, string[]> Pages => new(StringComparer.Ordinal)
    {
        ["GET /views/goals"] = ["views/goals", "views/goals?goal=hallbar"],
        ["GET /views/goal/{code}"] =
        [
            "views/goal/hallbar", "views/goal/vaxande", "views/goal/attraktiv", "views/goal/hallbar?principle=tillit", $"views/goal/hallbar?team={SeedIds.Team("kansli")}",
            "views/goal/vaxande?period=quarter", "views/goal/attraktiv?q=gick", "views/goal/attraktiv?kind=initiatives",
        ],
        ["GET /views/principle/{code}"] = ["views/principle/tillit", "views/principle/kvalitet", "views/principle/transparens?goal=hallbar"],
        ["GET /views/initiative/{id:guid}"] = [.. vadstena.Told.Select(told => $"views/initiative/{told.Id}")],
        ["GET /views/channel"] = [$"views/channel?team={SeedIds.Team("kansli")}&channel={Channel}&goal=hallbar&goal=vaxande"],
        ["GET /views/configure"] = ["views/configure?goal=vaxande", $"views/configure?channel={Channel}"],
        ["GET /views/mine"] = ["views/mine"],
        ["GET /views/trust"] = ["views/trust"],
        ["GET /views/model/"] = ["views/model"],
        ["GET /views/model/history"] = ["views/model/history"],
        ["GET /views/model/export"] = ["views/model/export"],
        ["GET /views/model/item"] = ["views/model/item?kind=goal", "views/model/item?kind=goal&code=hallbar", "views/model/item?kind=principle&code=tillit"],
        ["GET /views/model/end"] = ["views/model/end?kind=goal&code=hallbar"],
        ["GET /views/model/order"] = ["views/model/order?kind=goal", "views/model/order?kind=principle"],
        ["GET /views/model/import"] = ["views/model/import"],
        ["GET /views/audit"] = ["views/audit", "views/audit?verify=1", "views/audit?what=LinkChanged", $"views/audit?row={vadstena.Told[0].Id}"],
        ["GET /views/records/"] = ["views/records", $"views/records?initiative={vadstena.Told[0].Id}"],
        ["GET /views/records/progress"] = ["views/records/progress"],
        ["GET /views/records/{id:guid}/file"] = [.. vadstena.Exports.Select(export => $"views/records/{export}/file")],
        ["GET /views/personal/"] = ["views/personal", "views/personal?said=SaidNameCorrected"],
        ["GET /views/personal/rows/{part}"] = [.. Enum.GetNames<TillitTeams.Governance.PersonalData.PersonalPart>().Select(part => $"views/personal/rows/{part}")],
        ["GET /views/personal/export"] = ["views/personal/export"],
        ["GET /views/personal/forget"] = ["views/personal/forget"],
        ["GET /views/retention/"] = ["views/retention"],
        ["GET /views/retention/runs"] = ["views/retention/runs"],
        ["GET /views/retention/rule"] = [.. Enum.GetNames<RetentionKind>().Select(kind => $"views/retention/rule?kind={kind}")],
        ["GET /views/deliveries"] = ["views/deliveries"],
        ["GET /views/sites"] = ["views/sites"],
        ["GET /views/digest"] = ["views/digest", $"views/digest?channel={Channel}"],
        ["GET /views/initiative-form"] = ["views/initiative-form", $"views/initiative-form?id={vadstena.Told[0].Id}"],
        ["GET /views/documents"] = ["views/documents", "views/documents?q=rutin"],
        ["GET /views/link"] = ["views/link", $"views/link?url={Uri.EscapeDataString(MessageUrl)}"],
        ["GET /tab/{**view}"] = ["tab", "tab/mine"],
        ["GET /tab/consent/end"] = [$"tab/consent/end?state={Guid.NewGuid()}&code=x"],
        ["GET /privacy"] = ["privacy"],
        ["GET /terms"] = ["terms"],
    };

    /// <summary>Everything that can be sent, with what makes it answer with a page.</summary>
    private Dictionary<string, (string Path, (string Name, string Value)[] Fields)> Acts => new(StringComparer.Ordinal)
    {
        ["POST /views/link/"] = ("views/link", [("url", MessageUrl), ("goals", "hallbar")]),
        ["POST /views/link/first"] = ("views/link/first", [("initiative", vadstena.Told[0].Id.ToString()), ("url", MessageUrl)]),
        ["POST /views/link/remove"] = ("views/link/remove", [("url", MessageUrl)]),
        ["POST /views/link/own/remove"] = ("views/link/own/remove", [("id", Guid.NewGuid().ToString()), ("version", Guid.NewGuid().ToString())]),
        ["POST /views/link/own/restore"] = ("views/link/own/restore", [("removal", Guid.NewGuid().ToString())]),
        ["POST /views/initiative/{id:guid}/follow"] = ($"views/initiative/{vadstena.Told[0].Id}/follow", [("follow", "true")]),
        ["POST /views/initiative/{id:guid}/help"] = ($"views/initiative/{vadstena.Told[1].Id}/help", Nothing),
        ["POST /views/initiative-form"] = ("views/initiative-form", [("title", "Öppet hus"), ("home", SeedIds.Channel("kansli/allmant"))]),
        ["POST /views/initiative-form/preview"] = ("views/initiative-form/preview", [("title", "Öppet hus"), ("home", SeedIds.Channel("kansli/allmant"))]),
        ["POST /views/digest/"] = ("views/digest", [("channel", SeedIds.Channel("kansli/allmant")), ("weekday", "Friday"), ("time", "08:30")]),
        ["POST /views/digest/preview"] = ("views/digest/preview", [("channel", SeedIds.Channel("kansli/allmant")), ("weekday", "Friday"), ("time", "08:30"), ("goals", "hallbar")]),
        ["POST /views/digest/end"] = ("views/digest/end", [("channel", SeedIds.Channel("kansli/allmant"))]),
        ["POST /views/personal/name"] = ("views/personal/name", Nothing),
        ["POST /views/personal/unfollow"] = ("views/personal/unfollow", [("id", vadstena.Told[0].Id.ToString())]),
        ["POST /views/personal/forget/preview"] = ("views/personal/forget/preview", [("id", vadstena.Person("amina").Id.ToString())]),
        ["POST /views/personal/forget/"] = ("views/personal/forget", [("id", Guid.NewGuid().ToString())]),
        ["POST /views/retention/rule/preview"] = ("views/retention/rule/preview", RuleFields),
        ["POST /views/retention/rule/again"] = ("views/retention/rule/again", RuleFields),
        ["POST /views/retention/rule/"] = ("views/retention/rule", RuleFields),
        ["POST /views/deliveries/retry"] = ("views/deliveries/retry", [("id", Guid.NewGuid().ToString())]),
        ["POST /views/deliveries/retry-all"] = ("views/deliveries/retry-all", [("reason", "TooLate")]),
        ["POST /views/records/"] = ("views/records", [("scope", "Goal"), ("goal", "hallbar")]),
        ["POST /views/records/cancel"] = ("views/records/cancel", [("id", Guid.NewGuid().ToString())]),
        ["POST /views/sites/on"] = ("views/sites/on", Nothing),
        ["POST /views/sites/off"] = ("views/sites/off", Nothing),
        ["POST /views/sites/label"] = ("views/sites/label", Nothing),
        ["POST /views/sites/label/remove"] = ("views/sites/label/remove", Nothing),
        ["POST /views/model/item"] = ("views/model/item", [("kind", "goal"), ("code", "hallbar")]),
        ["POST /views/model/end"] = ("views/model/end", End),
        ["POST /views/model/end/preview"] = ("views/model/end/preview", End),
        ["POST /views/model/end/retire"] = ("views/model/end/retire", Nothing),
        ["POST /views/model/end/merge"] = ("views/model/end/merge", Nothing),
        ["POST /views/model/order"] = ("views/model/order", [("kind", "goal")]),
        ["POST /views/model/import/preview"] = ("views/model/import/preview", [("file", "{}")]),
        ["POST /views/model/import"] = ("views/model/import", [("file", "{}")]),
        ["POST /views/model/import/again"] = ("views/model/import/again", [("file", "{}")]),
    };

    private static (string, string)[] RuleFields =>
        [("kind", "DoneInitiatives"), ("keep", "go"), ("days", "365"), ("reference", "Kommunfullmäktige § 102"), ("decidedOn", Steward.Day(-3))];

    private static (string, string)[] End =>
    [
        ("kind", "goal"), ("code", "hallbar"), ("lastDay", Steward.Day(-1)), ("reference", "Kommunfullmäktige § 102"), ("decidedOn", Steward.Day(-3)), ("into", "vaxande"), ("links", "follow"),
    ];

    /// <summary>What the running app listens to: a method and an address each.</summary>
    public IReadOnlyList<string> Endpoints =>
    [
        .. vadstena.Host.AppServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Where(method => method != HttpMethod.Head.Method)
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"))
            .Distinct(StringComparer.Ordinal),
    ];

    public IEnumerable<string> Known => Pages.Keys.Concat(Acts.Keys).Concat(Unseen);

    public async Task<IReadOnlyList<Answer>> AskAsync()
    {
        var answers = new List<Answer>();
        foreach (var (person, language) in ((string, string)[])[("karin", "sv"), ("karin", "en"), ("sara", "sv"), ("sara", "en")])
        {
            using var viewer = vadstena.AppClient(person);
            viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var (name, address) in Pages.SelectMany(page => page.Value.Select(address => (page.Key, address))))
            {
                await ReadAsync(viewer, $"{name} ({address}) as {person} in {language}", address, answers);
            }
        }

        foreach (var person in (string[])["sara", "karin"])
        {
            using var viewer = vadstena.AppClient(person);
            foreach (var (name, (path, fields)) in Acts)
            {
                using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
                using var answer = await viewer.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
                // Whoever is led on to a page by the tab's script takes their token along.
                using var led = answer.StatusCode == HttpStatusCode.Unauthorized ? await viewer.GetAsync(answer.RequestMessage!.RequestUri, TestContext.Current.CancellationToken) : null;
                // What only the governance lead may do says nothing to others.
                if (person == Steward.Person || answer.StatusCode != HttpStatusCode.Forbidden)
                {
                    answers.Add(await AnswerAsync($"{name} as {person}", led ?? answer));
                }
            }
        }

        return answers;
    }

    private static async Task ReadAsync(HttpClient viewer, string name, string address, List<Answer> answers)
    {
        string? next = address;
        for (var part = 0; next is not null && part < Parts; part++)
        {
            using var answer = await viewer.GetAsync(new Uri(next, UriKind.Relative), TestContext.Current.CancellationToken);
            if (ForTheLeadAlone.Any(only => name.StartsWith(only, StringComparison.Ordinal)) && answer.StatusCode == HttpStatusCode.Forbidden)
            {
                return;
            }

            answers.Add(await AnswerAsync(name, answer));
            next = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(answers[^1].Page).QuerySelector("[data-more]")?.GetAttribute("data-more")?.TrimStart('/');
        }
    }

    private static async Task<Answer> AnswerAsync(string name, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return answer.Content.Headers.ContentType?.MediaType switch
        {
            // Others than the governance lead are shown what everybody may read, in the place of a form.
            _ when !answer.IsSuccessStatusCode && !(answer.StatusCode == HttpStatusCode.Forbidden && text.Contains("<article", StringComparison.Ordinal)) => new Answer(name, [], Fault: $"answers with {(int)answer.StatusCode}"),
            "text/html" => new Answer(name, SeenText.OfPage(text), text),
            "application/zip" => new Answer(name, [.. Zip.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Files.SelectMany(SeenText.OfFile)]),
            "text/plain" or "text/csv" => new Answer(name, [text]),
            "application/json" or "application/problem+json" => new Answer(name, SeenText.OfCard(System.Text.Json.Nodes.JsonNode.Parse(text))),
            var other => new Answer(name, [], Fault: $"answers with {other}, which this test cannot read yet"),
        };
    }
}
