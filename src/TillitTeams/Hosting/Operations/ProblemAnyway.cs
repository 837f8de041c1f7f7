using Microsoft.AspNetCore.Mvc;

namespace TillitTeams.Hosting;

/// <summary>
/// The framework's own leaves a problem without a reference when whoever asks would rather be answered in another form. Then
/// it is this one's turn.
/// </summary>
internal sealed class ProblemAnyway : IProblemDetailsWriter
{
    private const string TraceId = "traceId";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        context.ProblemDetails.Extensions.TryAdd(TraceId, Reference.Current);
        return new ValueTask(context.HttpContext.Response.WriteAsJsonAsync<ProblemDetails>(
            context.ProblemDetails, options: null, "application/problem+json", context.HttpContext.RequestAborted));
    }
}
