using System.Net.Http.Headers;

namespace TillitTeams.Hosting;

/// <summary>Browsers, Teams and Graph write in UTF-8. Forms in an encoding that .NET does not know, or has given up, would fail where they are read.</summary>
internal sealed class SpeakUtf8(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.CharSet?.Trim('"') is { } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context)
            : next(context);
}
