using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;

namespace TillitTeams.Hosting;

/// <summary>
/// What is said to programs, which Teams and Graph are: that they may come again when something is away, and what to look for
/// in the log. People are told in words, by the views and in cards.
/// </summary>
internal sealed class FailedAnswer(Exception exception, string reference) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers[Views.CorrelationHeader] = reference;
        return TypedResults.Problem(statusCode: StatusOf(exception, httpContext.Response)).ExecuteAsync(httpContext);
    }

    /// <returns>503 for what passes by itself, with when to come again in the header.</returns>
    public static int StatusOf(Exception exception, HttpResponse response)
    {
        if (!DatabaseOutage.Is(exception))
        {
            return StatusCodes.Status500InternalServerError;
        }

        response.Headers.RetryAfter = DatabaseOutage.WaitSeconds.ToString(CultureInfo.InvariantCulture);
        return StatusCodes.Status503ServiceUnavailable;
    }
}

/// <summary>The last to hear of what nobody else has caught.</summary>
internal sealed partial class AnswerFailure(ILogger<AnswerFailure> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested || exception is BadHttpRequestException)
        {
            return false;
        }

        var reference = Reference.Current;
        Log.Failed(logger, httpContext.GetEndpoint()?.DisplayName, reference, exception);
        await new FailedAnswer(exception, reference).ExecuteAsync(httpContext);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} failed; whoever asked was given the reference {Reference}.")]
        public static partial void Failed(ILogger logger, string? endpoint, string reference, Exception exception);
    }
}
