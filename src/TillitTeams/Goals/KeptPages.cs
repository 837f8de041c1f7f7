using System.Globalization;
using Microsoft.Extensions.Caching.Memory;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>
/// Whoever opens a page again soon gets the same one, as long as no row has changed since it was composed: for as long as
/// <see cref="SightCache"/> keeps what they may see, and nobody else. One that could not be checked wholly is not kept.
/// </summary>
internal sealed class KeptPages(ChangeMark mark, SightCache sight, Caller caller, PageDoubt doubt)
{
    public static ValueTask<object?> OpenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<KeptPages>().FindAsync(context, next);

    private async ValueTask<object?> FindAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var key = new PageKey(caller.TenantId, caller.UserId, IdentityWiring.IsSteward(context.HttpContext.User), CultureInfo.CurrentUICulture.Name, $"{request.Path}{request.QueryString}");
        // Read before anything else is: what changes while the page is composed changes the mark.
        var now = await mark.ReadAsync(context.HttpContext.RequestAborted);
        return sight.Store.TryGetValue<Page>(key, out var kept) && kept!.Mark == now
            ? TypedResults.Bytes(kept.Bytes, kept.ContentType)
            : await next(context) is IResult result ? new Keeping(result, (bytes, contentType) => Keep(key, new Page(now, bytes, contentType))) : null;
    }

    private void Keep(PageKey key, Page page)
    {
        if (!doubt.Exists)
        {
            sight.RememberPage(key, page, page.Bytes.Length);
        }
    }

    private sealed record PageKey(Guid TenantId, Guid UserId, bool IsSteward, string Language, string Address);

    private sealed record Page(string Mark, byte[] Bytes, string? ContentType);

    /// <summary>Composes the page before any of it is sent, so that what fails midway is told as a failure.</summary>
    private sealed class Keeping(IResult result, Action<byte[], string?> keep) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            var body = response.Body;
            using var composed = new MemoryStream();
            response.Body = composed;
            try
            {
                await result.ExecuteAsync(httpContext);
            }
            finally
            {
                response.Body = body;
            }

            var bytes = composed.ToArray();
            if (response.StatusCode == StatusCodes.Status200OK)
            {
                keep(bytes, response.ContentType);
            }

            response.ContentLength = bytes.Length;
            await body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}

/// <summary>Whether the page that is being composed says that something could not be checked.</summary>
internal sealed class PageDoubt
{
    public bool Exists { get; private set; }

    public void Note() => Exists = true;
}

/// <summary>What composes a page, and all that it needs: made only when the page is, for parameters are there before a kept page is looked for.</summary>
internal sealed class Composing<T>(IServiceProvider services)
    where T : notnull
{
    public T Act => services.GetRequiredService<T>();
}
