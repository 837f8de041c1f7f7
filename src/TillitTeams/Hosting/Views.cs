namespace TillitTeams.Hosting;

/// <summary>
/// The tab's pages as HTML fragments. A view's address after <c>/views/</c> is the same as after <c>/tab/</c>,
/// and the same as the tab's <c>subPageId</c> in a Teams deep link.
/// </summary>
public static class Views
{
    public static RouteGroupBuilder MapViews(this WebApplication app) => app.MapGroup("/views")
        .RequireAuthorization(IdentityWiring.TabPolicy)
        .AddEndpointFilter(NeverKept)
        .AddEndpointFilter(IdentifyCaller.FromToken);

    /// <summary>What somebody may see is theirs alone, and for now.</summary>
    private static ValueTask<object?> NeverKept(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(context);
    }
}
