using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Governance;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Storage;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Teams;
using Xunit;
using Person = TillitTeams.Sandbox.Tenant.Person;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>Real requests: what the Teams client sends, what Microsoft documents, every page and what stands in its forms.</summary>
internal sealed class Origins(NeighbourRows vadstena)
{
    private const string Place = "kansli/allmant";

    /// <summary>Somebody who may do everything, and somebody who may do what everybody may.</summary>
    private static readonly string[] People = ["karin", "sara"];

    private readonly List<Draft> all = [];
    private readonly Spot spot = vadstena.Root(Place);
    private IReadOnlyList<Initiative> told = [];

    public static async Task<IReadOnlyList<Draft>> ReadAsync(NeighbourRows vadstena)
    {
        var origins = new Origins(vadstena);
        await origins.PrepareAsync();
        origins.AddActivities();
        origins.AddSamples();
        await origins.AddNotificationsAsync();
        await origins.AddPagesAsync();
        origins.AddActs();
        return origins.all;
    }

    private static string Channel => SeedIds.Channel(Place);

    private string MessageUrl => vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message));

    private static string DocumentUrl => "https://vadstena.sharepoint.com/sites/kansli/Delade%20dokument/Rutin.docx";

    private async Task PrepareAsync()
    {
        told =
        [
            await vadstena.TellAsync("Läxhjälp", [Place], initiative => (initiative.SupportAsked, initiative.SupportAskedAt) = ("Någon som har tid.", initiative.StartedAt), contact: "sara", goals: ["hallbar"], principles: ["tillit"]),
            await vadstena.TellAsync("Språkvän", ["skola/allmant", Place], contact: "karin", goals: ["vaxande"]),
        ];
        await vadstena.LinkInTabAsync("karin", spot, "hallbar");
        await vadstena.LinkInTabAsync("sara", vadstena.Root("skola/allmant"), "vaxande");
    }

    private void AddActivities()
    {
        var (say, data) = (vadstena.Host.Activities, new JsonObject { ["goals"] = "hallbar,vaxande", ["principles"] = "tillit", ["why"] = "Fler får hjälp.", ["tell"] = "false", ["opened"] = "{}" });
        foreach (var (key, where) in new[] { (Place, spot), ("skola/allmant", vadstena.Root("skola/allmant")) })
        {
            var (by, conversation, message) = (vadstena.Person(key == Place ? "karin" : "sara"), where.Conversation.Id, where.Message.Id);
            Bot(say.FetchTask(by, conversation, message, "linkToGoal"));
            Bot(say.SubmitAction(by, conversation, message, "linkToGoal", (JsonObject)data.DeepClone()));
            Bot(say.SubmitAction(by, conversation, message, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.open", ["goals"] = "hallbar" }));
            Bot(say.SubmitAction(by, conversation, message, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.remove", ["version"] = Guid.NewGuid().ToString() }));
            Bot(say.SubmitAction(by, conversation, message, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.document", ["url"] = DocumentUrl }));
            Bot(say.SubmitAction(by, conversation, message, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.documentDone", ["said"] = "Saved" }));
            Bot(say.FetchTask(by, conversation, message, "startInitiative"));
            Bot(say.FetchTask(by, conversation, null, "startInitiative"));
            Bot(say.SubmitAction(by, conversation, message, "startInitiative", []));
            foreach (var command in (string[])["findGoal", "findInitiative", "findDocument"])
            {
                Bot(SignedIn(say.Query(by, conversation, command, [new("words", "rutin för läxhjälp")]), by));
                Bot(SignedIn(say.Query(by, conversation, command, []), by));
            }

            foreach (var url in (string[])[$"{vadstena.Host.AppUrl}tab/goal/hallbar", MessageUrl, DocumentUrl])
            {
                Bot(SignedIn(say.QueryLink(by, conversation, url), by));
            }

            foreach (var (verb, with) in Verbs())
            {
                Bot(say.CardAction(by, conversation, message, new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = with }));
            }

            foreach (var verb in (string[])["initiative.link", "linkToGoal.document", "linkToGoal.documentDone"])
            {
                var task = new JsonObject { ["verb"] = verb, ["initiative"] = told[0].Id.ToString(), ["url"] = DocumentUrl };
                Bot(verb == "linkToGoal.documentDone" ? say.TaskSubmit(by, conversation, task) : say.TaskFetch(by, conversation, task));
            }

            Bot(say.Message(by, conversation, "<at>TillitTeams</at> veckobrev"));
            Bot(say.Message(by, conversation, "<at>TillitTeams</at> digest"));
            Bot(say.Message(by, conversation, "Hej!"));
            Bot(say.Installation(conversation, by.Id, "add"));
            Bot(say.BotAdded(conversation, by.Id));
        }

        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Channels.Any(channel => channel.Id == Channel)));
        foreach (var kind in (string[])["channelCreated", "channelRenamed", "channelDeleted", "channelRestored", "teamRenamed", "teamArchived", "teamUnarchived", "teamDeleted", "teamHardDeleted", "teamRestored"])
        {
            Bot(say.TeamEvent(kind, team, kind.StartsWith("channel", StringComparison.Ordinal) ? Channel : null));
        }

        // What was closed is open again for what follows.
        Bot(say.Installation(Channel, vadstena.Person("karin").Id, "remove"));
        Bot(say.BotRemoved(Channel, vadstena.Person("karin").Id));
        Bot(say.Installation(Channel, vadstena.Person("karin").Id, "add-upgrade"));
    }

    private IEnumerable<(string Verb, JsonObject Data)> Verbs() =>
    [
        ("initiative.refresh", new JsonObject { ["initiative"] = told[0].Id.ToString() }),
        ("initiative.follow", new JsonObject { ["initiative"] = told[0].Id.ToString(), ["follow"] = "true" }),
        ("initiative.help", new JsonObject { ["initiative"] = told[0].Id.ToString() }),
        ("linkToGoal.refresh", new JsonObject { ["link"] = Guid.NewGuid().ToString() }),
        ("digest.start", []),
        ("digest.stop", []),
        ("digest.answer", new JsonObject { ["week"] = "2026-W48", ["delivery"] = Guid.NewGuid().ToString(), ["useful"] = "true" }),
    ];

    private JsonObject SignedIn(JsonObject activity, Person by)
    {
        activity["value"]!["authentication"] = new JsonObject { ["token"] = vadstena.Host.Tokens.MintTabToken(by) };
        return activity;
    }

    /// <summary>As if they came from here.</summary>
    private void AddSamples()
    {
        foreach (var name in Sample.Names)
        {
            var activity = JsonNode.Parse(Sample.Read(name)
                .Replace(OwnRoutes.SampleTenant.ToString(), vadstena.Tenant.Id.ToString(), StringComparison.OrdinalIgnoreCase)
                .Replace("b130c271-d2eb-45f9-83ab-9eb3fe3788bc", vadstena.Person("sara").Id.ToString(), StringComparison.OrdinalIgnoreCase))!.AsObject();
            activity["serviceUrl"] = vadstena.Host.Activities.Message(vadstena.Person("sara"), Channel, "")["serviceUrl"]!.DeepClone();
            Bot(activity);
        }
    }

    private void Bot(JsonObject activity) => all.Add(new Draft
    {
        Name = $"activity {(string?)activity["name"] ?? (string?)activity["type"]} {(string?)activity["value"]?["commandId"] ?? (string?)activity["channelData"]?["eventType"]}",
        Method = HttpMethod.Post,
        Path = "/api/messages",
        Json = Json.Read(activity),
        Headers = [("Authorization", $"Bearer {vadstena.Host.Bot.Mint(new TokenFlaws())}"), ("Content-Type", "application/json; charset=utf-8")],
    });

    private async Task AddNotificationsAsync()
    {
        var kept = await vadstena.InDatabase(async db =>
        {
            var row = new GraphSubscription
            {
                Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, ConversationId = vadstena.Root("bibliotek/allmant").Conversation.Id, SubscriptionId = Guid.NewGuid().ToString(), ClientState = "0123456789abcdef", NextTryAt = DateTimeOffset.MaxValue,
            };
            db.Add(row);
            await db.SaveChangesAsync();
            return row;
        });
        foreach (var lifecycle in (string?[])[null, "reauthorizationRequired", "subscriptionRemoved", "missed"])
        {
            var notification = new JsonObject
            {
                ["subscriptionId"] = kept.SubscriptionId, ["clientState"] = kept.ClientState, ["tenantId"] = vadstena.Tenant.Id.ToString(), ["subscriptionExpirationDateTime"] = "2026-11-28T10:00:00Z",
                ["changeType"] = "updated", ["resource"] = $"teams('{SeedIds.Team("kansli")}')/channels('{Channel}')/messages('{spot.Message.Id}')",
                ["resourceData"] = new JsonObject { ["id"] = spot.Message.Id, ["@odata.type"] = "#Microsoft.Graph.chatMessage" },
            };
            if (lifecycle is not null)
            {
                notification["lifecycleEvent"] = lifecycle;
            }

            all.Add(new Draft
            {
                Name = $"notification {lifecycle}", Method = HttpMethod.Post, Path = lifecycle is null ? "/api/notifications" : "/api/notifications/lifecycle",
                Json = Json.Read(new JsonObject { ["value"] = new JsonArray(notification, notification.DeepClone()), ["validationTokens"] = new JsonArray("x") }), Headers = [("Content-Type", "application/json; charset=utf-8")],
            });
        }

        all.Add(new Draft
        {
            Name = "handshake", Method = HttpMethod.Post, Path = "/api/notifications", Query = [new Field("validationToken", "Validation: Testing client application reachability")], Json = Json.Read(null),
            Headers = [("Content-Type", "text/plain")],
        });
    }

    private string[] Pages =>
    [
        "goals", "goals?goal=hallbar", "goal/hallbar", $"goal/hallbar?principle=tillit&team={SeedIds.Team("kansli")}&period=quarter&q=gick+bra&kind=documents&after=x", "goal/vaxande?kind=initiatives&q=spr%C3%A5k", "principle/tillit?goal=hallbar&q=hj%C3%A4lp",
        .. told.Select(initiative => $"initiative/{initiative.Id}"), $"channel?team={SeedIds.Team("kansli")}&channel={Uri.EscapeDataString(Channel)}&goal=hallbar&goal=vaxande&after=x", $"configure?goal=vaxande&channel={Uri.EscapeDataString(Channel)}",
        "mine?after=x", "trust", "model", "model/history?before=x", "model/export", "model/item?kind=goal", "model/item?kind=goal&code=hallbar", "model/item?kind=principle&code=tillit", "model/end?kind=goal&code=attraktiv", "model/order?kind=goal", "model/import",
        $"audit?what=LinkMade&row={told[0].Id}&from=2026-11-01&to=2026-11-30&after=x&verify=1", $"records?initiative={told[0].Id}&scope=Period&from=2026-01-01&to=2026-12-31&goal=hallbar", "records/progress", $"records/{NeighbourRows.Record}/file",
        "personal?said=SaidNameCorrected", "personal/rows/Links?after=x", "personal/rows/Initiatives", "personal/export", "personal/forget", "retention", "retention/runs?after=x", "retention/rule?kind=GoneLinks", "deliveries", "sites", "digest",
        $"digest?channel={Uri.EscapeDataString(Channel)}", "initiative-form", $"initiative-form?id={told[0].Id}", $"initiative-form?from={Uri.EscapeDataString(MessageUrl)}&channel={Uri.EscapeDataString(Channel)}&state=Ongoing",
        "documents?q=rutin", $"documents?initiative={told[0].Id}", $"link?url={Uri.EscapeDataString(MessageUrl)}", $"link?url={Uri.EscapeDataString(DocumentUrl)}&initiative={told[0].Id}",
    ];

    private async Task AddPagesAsync()
    {
        foreach (var person in People)
        {
            using var viewer = vadstena.AppClient(person);
            foreach (var page in Pages)
            {
                all.Add(Page($"/views/{page}", person));
                using var answer = await viewer.GetAsync(new Uri($"views/{page}", UriKind.Relative), TestContext.Current.CancellationToken);
                AddForms(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), person);
            }
        }

        foreach (var open in (string[])["/tab/goal/hallbar?locale=sv-SE", "/tab", "/tab/consent?state=x&tenant=y&login_hint=z", "/tab/consent/end?state=x&code=y&error=z&error_description=w", "/privacy", "/terms", "/assets/x/tab.js", "/healthz", "/healthz/live", "/healthz/ready"])
        {
            all.Add(Page(open, person: null));
        }
    }

    /// <summary>What each button of each form would send.</summary>
    private void AddForms(string page, string person)
    {
        foreach (var form in new HtmlParser().ParseDocument(page).QuerySelectorAll<IHtmlFormElement>("form").Where(form => form.GetAttribute("method")?.Equals("post", StringComparison.OrdinalIgnoreCase) == true))
        {
            Field[] fields =
            [
                .. form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 }).Select(input => new Field(input.Name!, input.Value)),
                .. form.Elements.OfType<IHtmlTextAreaElement>().Select(area => new Field(area.Name!, area.Value)),
                .. form.Elements.OfType<IHtmlSelectElement>().Select(select => new Field(select.Name!, select.Value ?? "")),
            ];
            foreach (var action in form.QuerySelectorAll("button").Select(button => button.GetAttribute("formaction")).Append(form.GetAttribute("action")).OfType<string>().Distinct(StringComparer.Ordinal))
            {
                all.Add(Form(action.Split('?')[0], person, fields));
            }
        }
    }

    /// <summary>Where it takes an act of its own to come to the form.</summary>
    private void AddActs()
    {
        (string, string)[] end = [("kind", "goal"), ("code", "attraktiv"), ("version", Guid.NewGuid().ToString()), ("lastDay", Steward.Day(30)), ("reference", "Kommunfullmäktige § 102"), ("decidedOn", Steward.Day(-3)), ("into", "vaxande"), ("links", "follow")];
        (string, string)[] rule = [("kind", "DoneInitiatives"), ("version", Guid.Empty.ToString()), ("keep", "go"), ("days", "36500"), ("reference", "Kommunfullmäktige § 102"), ("decidedOn", Steward.Day(-3))];
        foreach (var person in People)
        {
            Act(person, "link", ("url", MessageUrl), ("goals", "hallbar"), ("principles", "tillit"), ("initiative", told[0].Id.ToString()), ("why", "Fler får hjälp."), ("opened", "{}"), ("version", Guid.NewGuid().ToString()));
            Act(person, "link/first", ("initiative", told[0].Id.ToString()), ("url", MessageUrl));
            Act(person, "link/remove", ("url", MessageUrl), ("version", Guid.NewGuid().ToString()));
            Act(person, "link/own/remove", ("id", Guid.NewGuid().ToString()), ("version", Guid.NewGuid().ToString()));
            Act(person, "link/own/restore", ("removal", Guid.NewGuid().ToString()));
            Act(person, $"initiative/{told[0].Id}/follow", ("follow", "true"));
            Act(person, $"initiative/{told[0].Id}/help", ("x", ""));
            Act(person, "initiative-form", ("key", Guid.NewGuid().ToString()), ("title", "Öppet hus"), ("what", "Vi provar"), ("gain", "Fler"), ("learned", "Mycket"), ("support", "Hjälp"), ("state", "Ongoing"), ("goals", "hallbar"), ("principles", "tillit"), ("how-tillit", "Så"), ("home", Channel), ("channels", Channel), ("contact", "me"), ("opened", "{}"), ("from", MessageUrl), ("fromTitle", "Titel"));
            Act(person, "initiative-form/preview", ("title", "Öppet hus"), ("home", Channel), ("goals", "hallbar"), ("support", "Hjälp"));
            Act(person, "digest", ("channel", Channel), ("weekday", "Friday"), ("time", "08:30"), ("language", "sv"), ("pause", "true"), ("goals", "hallbar"));
            Act(person, "digest", ("weekday", "Friday"), ("time", "08:30"), ("teams", SeedIds.Team("kansli").ToString()), ("goals", "hallbar"));
            Act(person, "digest/preview", ("channel", Channel), ("weekday", "Friday"), ("time", "08:30"), ("goals", "hallbar"));
            Act(person, "digest/end", ("channel", Channel));
            Act(person, "personal/name", ("x", ""));
            Act(person, "personal/unfollow", ("id", told[0].Id.ToString()));
            Act(person, "personal/forget/preview", ("id", Guid.NewGuid().ToString()));
            Act(person, "personal/forget", ("id", Guid.NewGuid().ToString()));
            Act(person, "retention/rule/preview", rule);
            Act(person, "retention/rule/again", rule);
            Act(person, "retention/rule", rule);
            Act(person, "deliveries/retry", ("id", Guid.NewGuid().ToString()));
            Act(person, "deliveries/retry-all", ("reason", "TooLate"));
            Act(person, "records", ("scope", "Period"), ("from", "2026-01-01"), ("to", "2026-12-31"), ("goal", "hallbar"), ("initiative", told[0].Id.ToString()));
            Act(person, "records/cancel", ("id", Guid.NewGuid().ToString()));
            Act(person, "sites/on", ("site", "https://vadstena.sharepoint.com/sites/kansli"));
            Act(person, "sites/off", ("site", Guid.NewGuid().ToString()));
            Act(person, "sites/label", ("id", Guid.NewGuid().ToString()), ("name", "Hemlig"));
            Act(person, "sites/label/remove", ("id", Guid.NewGuid().ToString()));
            Act(person, "model/item", ("kind", "goal"), ("code", "hallbar"), ("NameSv", "Hållbar"), ("NameEn", "Sustainable"), ("ValidFrom", Steward.Day(-400)), ("DecisionReference", "§ 1"), ("DecidedOn", Steward.Day(-500)), ("Colour", "1"), ("Icon", "1"));
            Act(person, "model/end", end);
            Act(person, "model/end/preview", end);
            Act(person, "model/end/retire", end);
            Act(person, "model/end/merge", end);
            Act(person, "model/order", ("kind", "goal"), ("opened", "hallbar vaxande attraktiv"), ("place-hallbar", "3"));
            Act(person, "model/import/preview", ("file", """{"goals":[{"code":"ny","name":{"sv":"Ny","en":"New"}}]}"""));
            Act(person, "model/import", ("file", """{"goals":[{"code":"ny","name":{"sv":"Ny","en":"New"}}]}"""), ("mark", "x"));
            Act(person, "model/import/again", ("file", "{}"));
        }
    }

    private void Act(string person, string path, params (string Name, string Value)[] fields) => all.Add(Form($"/views/{path}", person, fields.Select(field => new Field(field.Name, field.Value))));

    private Draft Form(string path, string person, IEnumerable<Field> fields) => new()
    {
        Name = $"POST {path} as {person}", Method = HttpMethod.Post, Path = path.StartsWith('/') ? path : $"/{path}", Form = [.. fields], Headers = [TokenOf(person), ("Content-Type", "application/x-www-form-urlencoded")],
    };

    private Draft Page(string address, string? person)
    {
        var parts = address.Split('?');
        return new Draft
        {
            Name = $"GET {parts[0]} as {person ?? "nobody"}", Method = HttpMethod.Get, Path = parts[0], Headers = person is null ? [] : [TokenOf(person)],
            Query = [.. parts.Skip(1).SelectMany(query => query.Split('&')).Select(part => part.Split('=')).Select(part => new Field(part[0], Uri.UnescapeDataString(part[1].Replace('+', ' '))))],
        };
    }

    private (string, string) TokenOf(string person) => ("Authorization", $"Bearer {vadstena.Host.Tokens.MintTabToken(vadstena.Person(person))}");
}
