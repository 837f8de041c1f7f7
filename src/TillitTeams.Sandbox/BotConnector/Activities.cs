using System.Globalization;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.BotConnector;

/// <param name="Language"><c>sv</c> or <c>en</c>.</param>
/// <param name="Theme"><c>default</c>, <c>dark</c> or <c>contrast</c>.</param>
public sealed record ClientState(string Language = "sv", string Theme = "default")
{
    public string Locale => Language == "en" ? "en-GB" : "sv-SE";
}

/// <summary>
/// The activities that Teams sends a bot, field for field as in Microsoft's published samples
/// (<em>Define message extension action commands</em>, <em>Conversation events</em>, <em>Universal Actions</em>).
/// </summary>
public sealed class Activities(SandboxTenant tenant, AppRegistration app, SandboxAddresses addresses)
{
    /// <summary>How Teams names the bot in a conversation.</summary>
    public string BotAccount => $"28:{app.BotId}";

    /// <summary>How Teams names a person to this bot; the same in every conversation.</summary>
    public static string AccountOf(Guid person) => $"29:1{person:N}";

    /// <param name="messageId">The message that the action was chosen on; null at the compose box.</param>
    public JsonObject FetchTask(Person by, string conversationId, string? messageId, string commandId, ClientState? client = null) =>
        MessageAction("composeExtension/fetchTask", by, conversationId, messageId, commandId, client ?? new(), data: null);

    /// <inheritdoc cref="FetchTask"/>
    public JsonObject SubmitAction(
        Person by, string conversationId, string? messageId, string commandId, JsonObject data, ClientState? client = null) =>
        MessageAction("composeExtension/submitAction", by, conversationId, messageId, commandId, client ?? new(), data);

    /// <param name="action">The <c>Action.Execute</c> as the card carries it, inputs merged into its data.</param>
    public JsonObject CardAction(Person by, string conversationId, string cardMessageId, JsonObject action, ClientState? client = null)
    {
        var activity = Invoke("adaptiveCard/action", by, conversationId, cardMessageId, client ?? new());
        activity["replyToId"] = cardMessageId;
        activity["value"] = new JsonObject { ["action"] = action, ["trigger"] = "manual" };
        return activity;
    }

    public JsonObject TaskFetch(Person by, string conversationId, JsonObject data, ClientState? client = null) =>
        Task("task/fetch", by, conversationId, data, client ?? new());

    public JsonObject TaskSubmit(Person by, string conversationId, JsonObject data, ClientState? client = null) =>
        Task("task/submit", by, conversationId, data, client ?? new());

    /// <summary>A search at the compose box (<em>Respond to search command</em>).</summary>
    /// <param name="parameters">What was typed, by the manifest's names of the parameters; empty for the first run, before anything was.</param>
    public JsonObject Query(
        Person by, string conversationId, string commandId, IReadOnlyList<KeyValuePair<string, string>> parameters, int skip = 0, int count = 25, ClientState? client = null) =>
        Compose("composeExtension/query", by, conversationId, client ?? new(), new JsonObject
        {
            ["commandId"] = commandId,
            ["parameters"] = new JsonArray([.. (parameters.Count > 0 ? parameters : [new("initialRun", "true")])
                .Select(parameter => new JsonObject { ["name"] = parameter.Key, ["value"] = parameter.Value })]),
            ["queryOptions"] = new JsonObject { ["skip"] = skip, ["count"] = count },
        });

    /// <summary>A link was pasted whose domain the manifest names (<em>Link unfurling</em>).</summary>
    public JsonObject QueryLink(Person by, string conversationId, string url, ClientState? client = null) =>
        Compose("composeExtension/queryLink", by, conversationId, client ?? new(), new JsonObject { ["url"] = url });

    /// <param name="value">What the chosen result's tap action carries.</param>
    public JsonObject SelectItem(Person by, string conversationId, JsonNode value, ClientState? client = null) =>
        Compose("composeExtension/selectItem", by, conversationId, client ?? new(), value);

    public JsonObject Message(Person by, string conversationId, string text, ClientState? client = null)
    {
        var activity = Start("message", by.Id, conversationId, null, client ?? new());
        activity["text"] = text;
        activity["textFormat"] = "plain";
        return activity;
    }

    /// <param name="action"><c>add</c> or <c>remove</c>.</param>
    public JsonObject Installation(string conversationId, Guid by, string action)
    {
        var activity = Start("installationUpdate", by, conversationId, null, new());
        activity["action"] = action;
        return activity;
    }

    public JsonObject BotAdded(string conversationId, Guid by) => Members(conversationId, by, "membersAdded", "teamMemberAdded", BotAccount);

    public JsonObject BotRemoved(string conversationId, Guid by) => Members(conversationId, by, "membersRemoved", "teamMemberRemoved", BotAccount);

    public JsonObject MemberChanged(string conversationId, Guid member, bool added) => Members(
        conversationId, member, added ? "membersAdded" : "membersRemoved", added ? "teamMemberAdded" : "teamMemberRemoved", AccountOf(member));

    /// <param name="eventType"><c>channelRenamed</c>, <c>teamArchived</c>, … as documented.</param>
    /// <param name="channelId">The channel that the event is about; null when it is about the team.</param>
    public JsonObject TeamEvent(string eventType, Team team, string? channelId = null)
    {
        var activity = Start("conversationUpdate", team.Owners.FirstOrDefault(), team.General.Id, null, new());
        var data = activity["channelData"]!.AsObject();
        data["eventType"] = eventType;
        data["team"] = TeamData(team);
        if (channelId is not null)
        {
            var channel = tenant.Read(content => content.FindChannel(channelId)?.Channel);
            data["channel"] = new JsonObject { ["id"] = channelId, ["name"] = channel?.DisplayName };
        }

        return activity;
    }

    private JsonObject Members(string conversationId, Guid by, string property, string eventType, string account)
    {
        var activity = Start("conversationUpdate", by, conversationId, null, new());
        activity[property] = new JsonArray(new JsonObject { ["id"] = account });
        if (activity["channelData"]!["team"] is not null)
        {
            activity["channelData"]!["eventType"] = eventType;
        }

        return activity;
    }

    private JsonObject Task(string name, Person by, string conversationId, JsonObject data, ClientState client)
    {
        var activity = Invoke(name, by, conversationId, null, client);
        activity["value"] = new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = client.Theme } };
        return activity;
    }

    private JsonObject MessageAction(
        string name, Person by, string conversationId, string? messageId, string commandId, ClientState client, JsonObject? data)
    {
        var context = messageId is null ? "compose" : "message";
        var activity = Invoke(name, by, conversationId, messageId, client);
        activity["channelData"]!["source"] = new JsonObject { ["name"] = context };
        var value = new JsonObject
        {
            ["commandId"] = commandId,
            ["commandContext"] = context,
            ["context"] = new JsonObject { ["theme"] = client.Theme },
        };
        if (messageId is not null)
        {
            value["messagePayload"] = tenant.Read(content => MessagePayload.Build(content, conversationId, messageId));
        }

        if (data is not null)
        {
            value["data"] = data;
        }

        activity["value"] = value;
        return activity;
    }

    private JsonObject Compose(string name, Person by, string conversationId, ClientState client, JsonNode value)
    {
        var activity = Invoke(name, by, conversationId, null, client);
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "compose" };
        activity["value"] = value;
        return activity;
    }

    private JsonObject Invoke(string name, Person by, string conversationId, string? messageId, ClientState client)
    {
        var activity = Start("invoke", by.Id, conversationId, messageId, client);
        activity["name"] = name;
        return activity;
    }

    private JsonObject Start(string type, Guid by, string conversationId, string? messageId, ClientState client)
    {
        var now = tenant.Clock.GetUtcNow();
        return tenant.Read(content =>
        {
            var (conversation, channelData) = Place(content, conversationId, messageId);
            return new JsonObject
            {
                ["type"] = type,
                ["id"] = $"f:{Guid.NewGuid()}",
                ["timestamp"] = now.ToString("O", CultureInfo.InvariantCulture),
                ["channelId"] = "msteams",
                ["serviceUrl"] = addresses.ConnectorUrl.ToString(),
                ["from"] = new JsonObject
                {
                    ["id"] = AccountOf(by),
                    ["name"] = content.FindPerson(by)?.DisplayName,
                    ["aadObjectId"] = by.ToString(),
                },
                ["conversation"] = conversation,
                ["recipient"] = new JsonObject { ["id"] = BotAccount, ["name"] = "TillitTeams" },
                ["entities"] = new JsonArray(new JsonObject
                {
                    ["locale"] = client.Locale,
                    ["country"] = "SE",
                    ["platform"] = "Web",
                    ["timezone"] = "Europe/Stockholm",
                    ["type"] = "clientInfo",
                }),
                ["channelData"] = channelData,
                ["locale"] = client.Locale,
                ["localTimezone"] = "Europe/Stockholm",
            };
        });
    }

    private static JsonObject TeamData(Team team) => new()
    {
        ["id"] = team.General.Id,
        ["name"] = team.DisplayName,
        ["aadGroupId"] = team.Id.ToString(),
    };

    private static (JsonObject Conversation, JsonObject ChannelData) Place(TenantContent content, string conversationId, string? messageId)
    {
        var channelData = new JsonObject { ["tenant"] = new JsonObject { ["id"] = content.Id.ToString() } };
        var conversation = new JsonObject { ["tenantId"] = content.Id.ToString() };
        if (content.FindChannel(conversationId) is var (team, channel))
        {
            var root = channel.Messages.Find(message => message.Id == messageId)?.ReplyToId ?? messageId;
            conversation["isGroup"] = true;
            conversation["conversationType"] = "channel";
            conversation["id"] = root is null ? channel.Id : $"{channel.Id};messageid={root}";
            channelData["team"] = TeamData(team);
            channelData["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.DisplayName };
            return (conversation, channelData);
        }

        var chat = content.Chats.Find(candidate => candidate.Id == conversationId);
        conversation["isGroup"] = chat is { ChatType: not ChatType.OneOnOne };
        conversation["conversationType"] = chat is { ChatType: not ChatType.OneOnOne } ? "groupChat" : "personal";
        conversation["id"] = conversationId;
        if (chat is { ChatType: ChatType.Meeting })
        {
            channelData["meeting"] = new JsonObject { ["id"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"0#{chat.Id}#0")) };
        }

        return (conversation, channelData);
    }
}
