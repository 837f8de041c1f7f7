using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Teams;

/// <summary><c>POST /api/messages</c>: everything that Teams tells the bot comes in here, already signed for.</summary>
internal sealed partial class MessagesEndpoint(
    AdmitActivity admit, ActivityDispatch dispatch, IOptions<BotOptions> options, ILogger<MessagesEndpoint> logger)
{
    public async Task<IResult> PostAsync(HttpContext http, TeamsRouteTable routes)
    {
        var (activity, refusal) = await ReadAsync(http.Request);
        if (activity is null)
        {
            return TypedResults.Problem(statusCode: refusal);
        }

        var admission = admit.Admit(activity, http.User);
        try
        {
            return admission switch
            {
                Admission.Refused => TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden),
                _ when activity.Type == "invoke" => await InvokeAsync(routes, activity, admission, http.RequestAborted),
                Admission.TooMany busy => RequestLimits.Refuse(http.Response, busy.Wait),
                _ => await dispatch.HandleEventAsync(routes, activity, http.RequestAborted),
            };
        }
        catch (JsonException)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private async Task<IResult> InvokeAsync(TeamsRouteTable routes, Activity activity, Admission admission, CancellationToken cancellationToken)
    {
        // Whoever has no account in Entra cannot be a member of what would be tagged.
        if (activity.UserId is null)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden);
        }

        var (name, invoke) = InvokeReading.Read(activity);
        if (routes.FindInvoke(name) is not { } route)
        {
            var asked = OutsideId.LoggedName(activity.Name);
            Log.UnknownInvoke(logger, asked);
            return TypedResults.Problem(statusCode: StatusCodes.Status501NotImplemented);
        }

        // Who is told to wait is told so in words: Teams has none for it.
        var answer = admission is Admission.TooMany ? dispatch.AskToWait(name, invoke) : await dispatch.AnswerAsync(routes, route, name, invoke, cancellationToken);
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
            if (read.Buffer.Length > limit)
            {
                return (null, StatusCodes.Status413PayloadTooLarge);
            }

            var body = read.Buffer.ToArray();
            return (WholeText.IsIn(body) ? JsonSerializer.Deserialize(body, ActivityJson.Default.Activity) : null, StatusCodes.Status400BadRequest);
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

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "There is no route for the invoke {Name}.")]
        public static partial void UnknownInvoke(ILogger logger, string name);
    }
}
