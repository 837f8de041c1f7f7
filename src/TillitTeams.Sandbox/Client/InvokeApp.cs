using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <param name="Kind">Which act of the person it is.</param>
/// <param name="Theme">The client's name of the theme.</param>
public sealed record InvokeRequest(
    string Kind,
    string Locale,
    string Theme,
    string ConversationId,
    string? MessageId,
    string? CommandId,
    JsonObject? Data,
    JsonObject? Action,
    string? Trigger)
{
    /// <summary>What was typed into a search, by parameter.</summary>
    public Dictionary<string, string> Parameters { get; init; } = [];

    /// <summary>A link that was pasted.</summary>
    public string? Url { get; init; }

    /// <summary>The person's token for the app, when the app has asked for it.</summary>
    public string? Token { get; init; }

    /// <summary>What a chosen result carries.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>Whether it happens at the compose box rather than on a message.</summary>
    public bool IsAtCompose => Kind is "query" or "queryLink" or "selectItem" || (Kind is "fetchTask" or "submitAction" && MessageId is null);
}

/// <summary>Sends the app what Teams would send when the person chooses a message action or presses a card's button.</summary>
internal static class InvokeApp
{
    public static async Task<Results<Ok<BotReply>, NotFound, BadRequest>> Send(
        InvokeRequest request, Viewer viewer, SandboxTenant tenant, AppPackage package, Activities activities, BotChannel bot, CancellationToken cancellationToken)
    {
        var isThere = tenant.Read(content =>
            content.FindConversation(request.ConversationId) is { } conversation
            && content.IsMember(viewer.Id, conversation)
            && (request.IsAtCompose || conversation.Messages.Exists(message => message.Id == request.MessageId && message.DeletedAt is null)));
        if (!isThere)
        {
            return TypedResults.NotFound();
        }

        return Build(request, viewer.Person, package, activities) is { } activity
            ? TypedResults.Ok(await bot.SendAsync(activity, cancellationToken))
            : TypedResults.BadRequest();
    }

    private static JsonObject? Build(InvokeRequest request, Person by, AppPackage package, Activities activities)
    {
        var client = new ClientState(
            request.Locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "sv",
            request.Theme is "dark" or "contrast" ? request.Theme : "default");
        var (conversation, message, data) = (request.ConversationId, request.MessageId ?? "", request.Data ?? []);
        return request.Kind switch
        {
            // What the manifest does not declare, Teams does not ask for.
            "query" when package.Searches(client.Language).FirstOrDefault(command => command.Id == request.CommandId) is { } search =>
                SignedIn(activities.Query(by, conversation, search.Id, [.. request.Parameters.Where(typed => search.Parameters.Any(parameter => parameter.Name == typed.Key))], client: client), request.Token),
            "queryLink" when request.Url is { } url && package.Unfurls(url) => SignedIn(activities.QueryLink(by, conversation, url, client), request.Token),
            "selectItem" when request.Value is { } value => activities.SelectItem(by, conversation, value.DeepClone(), client),
            "fetchTask" or "submitAction" when request.IsAtCompose && !package.ActsAtCompose(request.CommandId ?? "") => null,
            "fetchTask" when request.CommandId is { } command => activities.FetchTask(by, conversation, request.MessageId, command, client),
            "submitAction" when request.CommandId is { } command => activities.SubmitAction(by, conversation, request.MessageId, command, data, client),
            "cardAction" when request.Action is { } action => Triggered(activities.CardAction(by, conversation, message, action, client), request.Trigger),
            "taskFetch" => ReplyTo(message, activities.TaskFetch(by, conversation, data, client)),
            "taskSubmit" => ReplyTo(message, activities.TaskSubmit(by, conversation, data, client)),
            "cardSubmit" => Submitted(ReplyTo(message, activities.Message(by, conversation, "", client)), data),
            _ => null,
        };
    }

    /// <summary>A refresh that nobody pressed a button for says so (<em>Universal Actions</em>).</summary>
    private static JsonObject Triggered(JsonObject activity, string? trigger)
    {
        activity["value"]!["trigger"] = trigger is "automatic" ? "automatic" : "manual";
        return activity;
    }

    /// <summary>After <c>silentAuth</c> the same is asked once more, with the person's token (<em>Enable SSO for message extensions</em>).</summary>
    private static JsonObject SignedIn(JsonObject activity, string? token)
    {
        if (token is not null)
        {
            activity["value"]!["authentication"] = new JsonObject { ["token"] = token };
        }

        return activity;
    }

    private static JsonObject ReplyTo(string messageId, JsonObject activity)
    {
        activity["replyToId"] = messageId;
        return activity;
    }

    /// <summary>An <c>Action.Submit</c> reaches a bot as a message without text, with the inputs as its value.</summary>
    private static JsonObject Submitted(JsonObject activity, JsonObject data)
    {
        activity.Remove("text");
        activity.Remove("textFormat");
        activity["value"] = data;
        return activity;
    }
}
