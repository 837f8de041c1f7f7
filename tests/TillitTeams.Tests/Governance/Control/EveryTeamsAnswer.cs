using System.Text.Json.Nodes;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Governance.Control;

/// <summary>Asks everything in <see cref="TeamsRoutes"/> that answers a person, at the Teams client and at the bot.</summary>
internal sealed class EveryTeamsAnswer(CountedVadstena vadstena)
{
    private const string Place = "kansli/allmant";

    /// <summary>Teams tells the app that something happened; the cards that come of it are among every card.</summary>
    private static readonly string[] Events = ["conversationUpdate/", "installationUpdate/"];

    private readonly Spot spot = vadstena.Root(Place);

    private Dictionary<string, Func<string, Task<JsonNode?>>> Asked => new(StringComparer.Ordinal)
    {
        ["composeExtension/fetchTask linkToGoal"] = person => OnMessageAsync(person, "linkToGoal", data: null),
        ["composeExtension/submitAction linkToGoal"] = person => OnMessageAsync(person, "linkToGoal", new JsonObject { ["goals"] = "hallbar", ["why"] = "Fler får hjälp." }),
        ["composeExtension/submitAction linkToGoal.open"] = person => OnMessageAsync(person, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.open" }),
        ["composeExtension/submitAction linkToGoal.document"] = person => OnMessageAsync(person, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.document", ["url"] = "https://vadstena.sharepoint.com/a" }),
        ["composeExtension/submitAction linkToGoal.documentDone"] = person => OnMessageAsync(person, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.documentDone" }),
        ["composeExtension/submitAction linkToGoal.remove"] = person => OnMessageAsync(person, "linkToGoal", new JsonObject { ["verb"] = "linkToGoal.remove" }),
        ["composeExtension/fetchTask startInitiative"] = person => OnMessageAsync(person, "startInitiative", data: null),
        ["composeExtension/submitAction startInitiative"] = person => OnMessageAsync(person, "startInitiative", []),
        ["composeExtension/query findGoal"] = person => SearchAsync(person, "findGoal", "håll"),
        ["composeExtension/query findInitiative"] = person => SearchAsync(person, "findInitiative", "läxhjälp"),
        ["composeExtension/query findDocument"] = person => SearchAsync(person, "findDocument", words: null),
        ["composeExtension/queryLink"] = person => ClientAsync(person, Compose("queryLink") with { Url = new Uri(vadstena.Host.AppUrl, "/tab/goal/hallbar").ToString(), Token = TokenOf(person) }),
        ["adaptiveCard/action initiative.refresh"] = person => PressAsync(person, "initiative.refresh", ("initiative", vadstena.Told[0].Id.ToString())),
        ["adaptiveCard/action initiative.follow"] = person => PressAsync(person, "initiative.follow", ("initiative", vadstena.Told[0].Id.ToString()), ("follow", "true")),
        ["adaptiveCard/action initiative.help"] = person => PressAsync(person, "initiative.help", ("initiative", vadstena.Told[1].Id.ToString())),
        ["adaptiveCard/action linkToGoal.refresh"] = person => PressAsync(person, "linkToGoal.refresh", ("link", Guid.NewGuid().ToString())),
        ["adaptiveCard/action digest.start"] = person => PressAsync(person, "digest.start"),
        ["adaptiveCard/action digest.stop"] = person => PressAsync(person, "digest.stop"),
        ["adaptiveCard/action digest.answer"] = person => PressAsync(person, "digest.answer", ("week", CountedVadstena.Week), ("delivery", vadstena.Letter.ToString()), ("useful", "true")),
        ["task/fetch initiative.link"] = person => TaskAsync(person, "initiative.link", isFetch: true),
        ["task/fetch linkToGoal.document"] = person => TaskAsync(person, "linkToGoal.document", isFetch: true),
        ["task/submit linkToGoal.documentDone"] = person => TaskAsync(person, "linkToGoal.documentDone", isFetch: false),
        ["message"] = person => SayAsync(person, "Hej! Vem har kopplat mest?"),
        ["message veckobrev"] = person => SayAsync(person, "veckobrev"),
        ["message digest"] = person => SayAsync(person, "digest"),
    };

    public IEnumerable<string> Unknown => TeamsRoutes.Table.Names.Where(name => !Events.Any(kind => name.StartsWith(kind, StringComparison.Ordinal))).Except(Asked.Keys, StringComparer.Ordinal);

    public async Task<IReadOnlyList<Answer>> AskAsync()
    {
        var answers = new List<Answer>();
        foreach (var person in (string[])["sara", "karin"])
        {
            foreach (var (name, ask) in Asked)
            {
                var said = await ask(person);
                answers.Add(new Answer($"{name} as {person}", SeenText.OfCard(said), Fault: said is null ? "does not answer" : null));
            }
        }

        return answers;
    }

    private Task<JsonNode?> OnMessageAsync(string person, string command, JsonObject? data) => SendAsync(data is null
        ? vadstena.Host.Activities.FetchTask(vadstena.Person(person), spot.Conversation.Id, spot.Message.Id, command)
        : vadstena.Host.Activities.SubmitAction(vadstena.Person(person), spot.Conversation.Id, spot.Message.Id, command, data));

    private Task<JsonNode?> PressAsync(string person, string verb, params (string Name, string Value)[] data)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = new JsonObject(data.Select(each => KeyValuePair.Create(each.Name, (JsonNode?)each.Value))) };
        return SendAsync(vadstena.Host.Activities.CardAction(vadstena.Person(person), spot.Conversation.Id, spot.Message.Id, action));
    }

    private Task<JsonNode?> TaskAsync(string person, string verb, bool isFetch)
    {
        var data = new JsonObject { ["verb"] = verb, ["initiative"] = vadstena.Told[0].Id.ToString() };
        return SendAsync(isFetch
            ? vadstena.Host.Activities.TaskFetch(vadstena.Person(person), spot.Conversation.Id, data)
            : vadstena.Host.Activities.TaskSubmit(vadstena.Person(person), spot.Conversation.Id, data));
    }

    private Task<JsonNode?> SearchAsync(string person, string command, string? words) => ClientAsync(person, Compose("query") with
    {
        CommandId = command, Parameters = words is null ? [] : new() { ["words"] = words }, Token = TokenOf(person),
    });

    private InvokeRequest Compose(string kind) => new(kind, "sv-SE", "default", spot.Conversation.Id, null, null, null, null, null);

    private string TokenOf(string person) => vadstena.Host.Tokens.MintTabToken(vadstena.Person(person));

    private async Task<JsonNode?> ClientAsync(string person, InvokeRequest request)
    {
        var reply = await new Tagger(vadstena, person).SendAsync(request);
        // Where somebody is to sign in first, nothing was asked.
        return (string?)reply["body"]?["composeExtension"]?["type"] == "result" ? reply["body"] : null;
    }

    private async Task<JsonNode?> SendAsync(JsonObject activity)
    {
        var reply = await vadstena.Host.Bot.SendAsync(activity, TestContext.Current.CancellationToken);
        return reply.Status == 200 ? reply.Body : null;
    }

    /// <summary>What the bot writes in the conversation when somebody has written to it.</summary>
    private async Task<JsonNode?> SayAsync(string person, string words)
    {
        var before = Messages();
        var reply = await vadstena.Host.Bot.SendAsync(
            vadstena.Host.Activities.Message(vadstena.Person(person), spot.Conversation.Id, words, new ClientState()), TestContext.Current.CancellationToken);
        var said = Messages().Except(before).Select(message => message.CardJson).OfType<string>().ToList();
        return reply.Status is 200 or 202 && said.Count > 0 ? new JsonArray([.. said.Select(card => JsonNode.Parse(card))]) : null;
    }

    private List<Message> Messages() => vadstena.Tenant.Read(_ => spot.Conversation.Messages.ToList());
}
