using System.Buffers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Teams;

/// <summary><c>POST /api/messages</c>: everything that Teams tells the bot comes in here, already signed for.</summary>
internal sealed partial class MessagesEndpoint(
    ServiceUrls serviceUrls,
    AllowedTenants tenants,
    ActivityDispatch dispatch,
    IOptions<BotOptions> options,
    ILogger<MessagesEndpoint> logger)
{
    public async Task<IResult> PostAsync(HttpContext http, TeamsRouteTable routes)
    {
        var (activity, refusal) = await ReadAsync(http.Request);
        if (activity is null)
        {
            return TypedResults.Problem(statusCode: refusal);
        }

        if (activity.ChannelId is not (null or BotAuthentication.Channel)
            || !serviceUrls.Allow(activity.ServiceUrl)
            || !SameUrl(http.User.FindFirstValue(BotAuthentication.ServiceUrlClaim), activity.ServiceUrl))
        {
            Log.ForeignServiceUrl(logger, activity.Id);
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
        }

        if (activity.TenantId is not { } tenant || !tenants.Includes(tenant))
        {
            Log.ForeignTenant(logger, activity.Id);
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
        }

        try
        {
            return activity.Type == "invoke"
                ? await InvokeAsync(routes, activity, http.RequestAborted)
                : await dispatch.HandleEventAsync(routes, activity, http.RequestAborted);
        }
        catch (JsonException)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private async Task<IResult> InvokeAsync(TeamsRouteTable routes, Activity activity, CancellationToken cancellationToken)
    {
        // Whoever has no account in Entra cannot be a member of what would be tagged.
        if (activity.UserId is null)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
        }

        var (name, invoke) = InvokeReading.Read(activity);
        if (routes.FindInvoke(name) is not { } route)
        {
            Log.UnknownInvoke(logger, activity.Name);
            return TypedResults.Problem(statusCode: StatusCodes.Status501NotImplemented);
        }

        var answer = await dispatch.AnswerAsync(routes, route, name, invoke, cancellationToken);
        return TypedResults.Json(answer.ToBody(), ActivityJson.Sent.InvokeAnswerBody);
    }

    private async Task<(Activity? Activity, int Refusal)> ReadAsync(HttpRequest request)
    {
        var limit = options.Value.BodyLimit;
        if (request.ContentLength > limit)
        {
            return (null, StatusCodes.Status413PayloadTooLarge);
        }

        // One byte more than allowed is enough to know, however long the body is.
        var read = await request.BodyReader.ReadAtLeastAsync(limit + 1, request.HttpContext.RequestAborted);
        try
        {
            return read.Buffer.Length > limit
                ? (null, StatusCodes.Status413PayloadTooLarge)
                : (JsonSerializer.Deserialize(read.Buffer.ToArray(), ActivityJson.Default.Activity), StatusCodes.Status400BadRequest);
        }
        catch (JsonException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
        finally
        {
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
    }

    private static bool SameUrl(string? claimed, string? stated) =>
        claimed is not null
        && stated is not null
        && claimed.TrimEnd('/').Equals(stated.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused activity {ActivityId}: its service URL is not on the list or not the one that was signed.")]
        public static partial void ForeignServiceUrl(ILogger logger, string? activityId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused activity {ActivityId}: its tenant is not served here.")]
        public static partial void ForeignTenant(ILogger logger, string? activityId);

        [LoggerMessage(Level = LogLevel.Information, Message = "There is no route for the invoke {Name}.")]
        public static partial void UnknownInvoke(ILogger logger, string? name);
    }
}
