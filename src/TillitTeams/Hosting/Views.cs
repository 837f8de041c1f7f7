using Microsoft.AspNetCore.Http.HttpResults;

namespace TillitTeams.Hosting;

/// <summary>
/// The tab's pages as HTML fragments: for whom they are, and what stands in their place when they fail. A
/// view's address after <c>/views/</c> is the same as after <c>/tab/</c>, and the same as the tab's
/// <c>subPageId</c> in a Teams deep link.
/// </summary>
public static partial class Views
{
    public const string CorrelationHeader = "X-Correlation-Id";

    public static RouteGroupBuilder MapViews(this IEndpointRouteBuilder app) => app.MapGroup("/views")
        .RequireAuthorization(IdentityWiring.TabPolicy)
        .AddEndpointFilter(NameAndGuardAsync)
        .AddEndpointFilter(IdentifyCaller.FromToken)
        .AddEndpointFilter(RequestLimits.OfCaller);

    private static async ValueTask<object?> NameAndGuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var response = context.HttpContext.Response;
        response.Headers[CorrelationHeader] = Reference.Current;
        // What somebody may see is theirs alone, and for now.
        response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context) is IResult result ? new Guarded(result) : null;
        }
        catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return AnswerTo(exception, context.HttpContext);
        }
    }

    private static IResult AnswerTo(Exception exception, HttpContext context)
    {
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Views));
        var reference = Reference.Current;
        if (IdentifyCaller.IsConsentMissing(exception))
        {
            Log.ConsentMissing(logger, reference);
            return new RazorComponentResult<ConsentNeeded> { StatusCode = StatusCodes.Status403Forbidden };
        }

        Log.Failed(logger, context.GetEndpoint()?.DisplayName, reference, exception);
        var status = FailedAnswer.StatusOf(exception, context.Response);
        return new RazorComponentResult<ViewFailed>(new { Reference = reference, Problem = status == StatusCodes.Status503ServiceUnavailable ? "Away" : "Server" }) { StatusCode = status };
    }

    /// <summary>A component runs when its result does, after the filters, and may fail there.</summary>
    private sealed class Guarded(IResult result) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                await result.ExecuteAsync(httpContext);
            }
            catch (Exception exception) when (!httpContext.Response.HasStarted && !httpContext.RequestAborted.IsCancellationRequested)
            {
                await AnswerTo(exception, httpContext).ExecuteAsync(httpContext);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A view waits for consent; reference {Reference}.")]
        public static partial void ConsentMissing(ILogger logger, string reference);

        [LoggerMessage(Level = LogLevel.Error, Message = "{View} failed; the person was given the reference {Reference}.")]
        public static partial void Failed(ILogger logger, string? view, string reference, Exception exception);
    }
}
