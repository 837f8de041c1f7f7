using System.Globalization;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.BotConnector;

/// <summary>The part of the Bot Connector REST API that Teams bots use (<em>Bot Connector API reference</em>).</summary>
public static class ConnectorEndpoints
{
    /// <summary>The documented size of a message, counted as UTF-16.</summary>
    private const int MaxBytes = 100 * 1024;

    public static IServiceCollection AddBotConnector(this IServiceCollection services) => services
        .AddSingleton<BotChannel>()
        .AddSingleton<Activities>()
        .AddSingleton<AppEvents>()
        .AddSingleton<ConnectorThrottle>()
        .AddSingleton<ConnectorPlaces>();

    public static void MapBotConnector(this WebApplication app)
    {
        app.MapGet("/botframework/.well-known/openidconfiguration", (SandboxAddresses addresses) => new JsonObject
        {
            ["issuer"] = EntraTokens.BotAudience,
            ["jwks_uri"] = $"{addresses.CloudUrl}botframework/.well-known/keys",
            ["authorization_endpoint"] = "https://invalid.botframework.com",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        });
        app.MapGet("/botframework/.well-known/keys", (BotChannel bot) => new JsonObject
        {
            ["keys"] = new JsonArray(bot.Key.ToJsonWebKey("msteams"), bot.OtherChannelsKey.ToJsonWebKey("webchat", "directline")),
        });

        var connector = app.MapGroup("/connector/v3").AddEndpointFilter(RequireBotToken);
        connector.MapPost("/conversations", Open);
        connector.MapPost("/conversations/{id}/activities", (string id, JsonObject activity, ConnectorPlaces places) => Post(id, null, activity, places));
        connector.MapPost("/conversations/{id}/activities/{replyTo}", (string id, string replyTo, JsonObject activity, ConnectorPlaces places) => Post(id, replyTo, activity, places));
        connector.MapPut("/conversations/{id}/activities/{activityId}", Update);
        connector.MapDelete("/conversations/{id}/activities/{activityId}", Delete);
        connector.MapGet("/conversations/{id}/members/{memberId}", Member);
        connector.MapGet("/conversations/{id}/pagedmembers", Members);
        connector.MapGet("/teams/{id}", Team);
        connector.MapGet("/teams/{id}/conversations", Channels);
    }

    private static async ValueTask<object?> RequireBotToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        var tokens = context.HttpContext.RequestServices.GetRequiredService<EntraTokens>();
        var app = context.HttpContext.RequestServices.GetRequiredService<AppRegistration>();
        return header.StartsWith("Bearer ", StringComparison.Ordinal)
            && tokens.Validate(header["Bearer ".Length..], EntraTokens.BotAudience) is { IsApp: true } caller
            && caller.AppId == app.BotId.ToString()
                ? await next(context)
                : ConnectorPlaces.Error(StatusCodes.Status401Unauthorized, "Unauthorized", "Authorization has been denied for this request.");
    }

    private static IResult Open(JsonObject asked, ConnectorPlaces places)
    {
        var (chat, refusal) = places.Open(asked);
        return refusal ?? Results.Json(new JsonObject { ["id"] = chat!.Id }, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Post(string id, string? replyTo, JsonObject activity, ConnectorPlaces places)
    {
        var place = places.Find(id, send: true);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        if (TooBig(activity) is { } refusal)
        {
            return refusal;
        }

        var card = ConnectorPlaces.CardOf(activity);
        var text = (string?)activity["text"] ?? "";
        if (card is null && text.Length == 0)
        {
            return ConnectorPlaces.Error(StatusCodes.Status400BadRequest, "BadSyntax", "Activity has neither text nor a valid attachment.");
        }

        var root = place.Conversation is Channel ? place.RootMessageId ?? replyTo : null;
        var posted = places.Tenant.Post(place.Conversation!.Id, root, null, HtmlText.Encode(text), cardJson: card?.ToJsonString());
        return Results.Json(new JsonObject { ["id"] = posted.Id }, statusCode: StatusCodes.Status201Created);
    }

    private static IResult? TooBig(JsonObject activity) => activity.ToJsonString().Length * 2 > MaxBytes
        ? ConnectorPlaces.Error(StatusCodes.Status413RequestEntityTooLarge, "MessageSizeTooBig", "Message size too large.")
        : null;

    private static IResult Update(string id, string activityId, JsonObject activity, ConnectorPlaces places)
    {
        var place = places.Find(id, send: true);
        return place.Refusal ?? TooBig(activity) ?? places.ChangeOwn(place.Conversation!, activityId, ChangeKind.Updated, message =>
            {
                message.CardJson = ConnectorPlaces.CardOf(activity)?.ToJsonString();
                message.Html = HtmlText.Encode((string?)activity["text"] ?? "");
                message.EditedAt = places.Tenant.Clock.GetUtcNow();
            });
    }

    private static IResult Delete(string id, string activityId, ConnectorPlaces places)
    {
        var place = places.Find(id, send: true);
        return place.Refusal
            ?? places.ChangeOwn(place.Conversation!, activityId, ChangeKind.Deleted, message => message.DeletedAt = places.Tenant.Clock.GetUtcNow());
    }

    private static IResult Member(string id, string memberId, ConnectorPlaces places)
    {
        var place = places.Find(id, send: false);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var person = places.MembersOf(place.Conversation!).FirstOrDefault(candidate =>
            candidate.Id.ToString() == memberId || Activities.AccountOf(candidate.Id) == memberId);
        return person is null
            ? ConnectorPlaces.Error(StatusCodes.Status404NotFound, "MemberNotFoundInConversation", "Member not found in conversation.")
            : Results.Json(Account(person));
    }

    private static IResult Members(string id, int? pageSize, string? continuationToken, ConnectorPlaces places)
    {
        var place = places.Find(id, send: false);
        if (place.Refusal is not null)
        {
            return place.Refusal;
        }

        var size = Math.Clamp(pageSize ?? 200, 1, 500);
        var start = int.TryParse(continuationToken, CultureInfo.InvariantCulture, out var from) ? from : 0;
        var all = places.MembersOf(place.Conversation!);
        var page = new JsonObject { ["members"] = new JsonArray([.. all.Skip(start).Take(size).Select(person => (JsonNode)Account(person))]) };
        if (start + size < all.Count)
        {
            page["continuationToken"] = $"{start + size}";
        }

        return Results.Json(page);
    }

    private static IResult Team(string id, ConnectorPlaces places)
    {
        var (team, refusal) = places.FindTeam(id);
        return refusal ?? Results.Json(new JsonObject
        {
            ["id"] = id,
            ["name"] = team!.DisplayName,
            ["aadGroupId"] = team.Id.ToString(),
        });
    }

    private static IResult Channels(string id, ConnectorPlaces places)
    {
        var (team, refusal) = places.FindTeam(id);
        return refusal ?? Results.Json(new JsonObject
        {
            ["conversations"] = new JsonArray([.. team!.Channels
                .Where(channel => !channel.IsDeleted)
                // The General channel has no name here: clients translate it.
                .Select(channel => (JsonNode)new JsonObject
                {
                    ["id"] = channel.Id,
                    ["name"] = channel == team.General ? null : channel.DisplayName,
                    ["type"] = channel.MembershipType switch { MembershipType.Private => "private", MembershipType.Shared => "shared", _ => "standard" },
                })]),
        });
    }

    private static JsonObject Account(Person person) => new()
    {
        ["id"] = Activities.AccountOf(person.Id),
        ["name"] = person.DisplayName,
        ["givenName"] = person.GivenName,
        ["surname"] = person.Surname,
        ["aadObjectId"] = person.Id.ToString(),
        ["objectId"] = person.Id.ToString(),
        ["email"] = person.UserPrincipalName,
        ["userPrincipalName"] = person.UserPrincipalName,
        ["userRole"] = "user",
    };
}
