using System.Globalization;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.BotConnector;

/// <summary>Where the bot may speak: the conversations that the app is installed in.</summary>
public sealed class ConnectorPlaces(SandboxTenant tenant, ConnectorThrottle throttle, IHttpContextAccessor context)
{
    public SandboxTenant Tenant => tenant;

    public static IResult Error(int status, string code, string message) =>
        Results.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, statusCode: status);

    /// <summary>The Adaptive Card among the activity's attachments.</summary>
    public static JsonNode? CardOf(JsonObject activity) =>
        activity["attachments"]?.AsArray()
            .FirstOrDefault(attachment => (string?)attachment!["contentType"] == "application/vnd.microsoft.card.adaptive")?["content"] is JsonObject card
            && (string?)card["type"] == "AdaptiveCard" ? card : null;

    /// <param name="id">Thread id, with or without <c>;messageid=</c>.</param>
    /// <param name="send">Whether the request writes; both kinds have their own limits.</param>
    public Place Find(string id, bool send)
    {
        var parts = id.Split(";messageid=");
        if (Throttle(parts[0], send) is { } tooMany)
        {
            return new Place(null, null, tooMany);
        }

        return tenant.Read(content =>
        {
            var conversation = content.FindConversation(parts[0]);
            var found = content.FindChannel(parts[0]);
            if (conversation is null or Channel { IsDeleted: true })
            {
                return new Place(null, null, Error(StatusCodes.Status404NotFound, "ConversationNotFound", "Conversation not found."));
            }

            if (conversation is Chat { IsWithApp: true, IsAppBlocked: true })
            {
                return new Place(null, null, Blocked());
            }

            if (!(conversation is Chat { AppInstalled: true } || found is { Team.AppInstalled: true }
                || (conversation is Chat { IsWithApp: true } own && content.ReachesByApp(own.Members.Single()))))
            {
                return new Place(null, null, Error(StatusCodes.Status403Forbidden, "BotNotInConversationRoster", "The bot is not part of the conversation roster."));
            }

            if (send && found is { Team.IsArchived: true })
            {
                return new Place(null, null, Error(StatusCodes.Status403Forbidden, "ConversationReadOnly", "The team is archived."));
            }

            return new Place(conversation, parts.Length > 1 ? parts[1] : null, null);
        });
    }

    /// <summary>The chat with a person (<em>Send proactive messages</em>): "you must supply the user ID and the tenant ID".</summary>
    public (Chat? Chat, IResult? Refusal) Open(JsonObject asked)
    {
        var member = asked["members"] is JsonArray { Count: 1 } members ? (string?)members[0]?["id"] : null;
        var person = member is null ? null : tenant.Read(content => content.People.Find(one => one.Id.ToString() == member || Activities.AccountOf(one.Id) == member));
        if (((string?)asked["channelData"]?["tenant"]?["id"] ?? (string?)asked["tenantId"]) != tenant.Id.ToString() || person is null || (bool?)asked["isGroup"] == true)
        {
            return (null, Error(StatusCodes.Status400BadRequest, "Bad Argument", "Unknown member, tenant or kind of conversation."));
        }

        return Throttle(person.Id.ToString(), send: true) is { } tooMany ? (null, tooMany)
            : !tenant.Read(content => content.ReachesByApp(person.Id)) ? (null, Error(StatusCodes.Status403Forbidden, "ForbiddenOperationException", "Bot isn't installed in user's personal scope"))
            : (tenant.OpenAppChat(person.Id), null);
    }

    private IResult? Throttle(string conversation, bool send)
    {
        if (throttle.Ask(conversation, send) is not { } wait)
        {
            return null;
        }

        context.HttpContext!.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Error(StatusCodes.Status429TooManyRequests, "Throttled", "Too many requests.");
    }

    /// <summary>Not in the form of the other errors (<em>Send proactive messages</em>, Understand who blocked, muted, or uninstalled a bot).</summary>
    private static IResult Blocked() => Results.Json(
        new JsonObject
        {
            ["errorCode"] = 209,
            ["message"] = "{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is blocked from message writes.\",\r\n  \"errorCode\": null,\r\n  \"errorSubCode\": null\r\n}",
        },
        statusCode: StatusCodes.Status403Forbidden);

    /// <param name="id">Thread id of the team's General channel.</param>
    public (Team? Team, IResult? Refusal) FindTeam(string id) => tenant.Read<(Team?, IResult?)>(content =>
        content.Teams.Find(team => team.General.Id == id) switch
        {
            null => (null, Error(StatusCodes.Status404NotFound, "ConversationNotFound", "Team not found.")),
            { AppInstalled: false } => (null, Error(StatusCodes.Status403Forbidden, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")),
            var team => (team, null),
        });

    public IReadOnlyList<Person> MembersOf(Conversation conversation) =>
        tenant.Read(content => content.People.Where(person => content.IsMember(person.Id, conversation)).ToList());

    /// <summary>Changes a message that the bot wrote itself.</summary>
    public IResult ChangeOwn(Conversation conversation, string messageId, ChangeKind kind, Action<Message> change)
    {
        var message = tenant.Read(_ => conversation.Messages.Find(candidate => candidate.Id == messageId && candidate.FromPerson is null && candidate.DeletedAt is null));
        if (message is null)
        {
            return Error(StatusCodes.Status404NotFound, "ActivityNotFoundInConversation", "Activity not found in conversation.");
        }

        tenant.Change(_ =>
        {
            change(message);
            return new MessageChanged(conversation.Id, messageId, kind);
        });
        return Results.Json(new JsonObject { ["id"] = messageId });
    }
}

/// <param name="Refusal">What to answer instead, when the bot may not act there.</param>
public sealed record Place(Conversation? Conversation, string? RootMessageId, IResult? Refusal);
