using TillitTeams.Hosting;

namespace TillitTeams.Governance.Retention;

public static class RetentionWiring
{
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section);
        builder.Services.AddScoped<ReadRules>();
        builder.Services.AddScoped<DisposeOfRows>();
        builder.Services.AddScoped<FindGoing>();
        builder.Services.AddScoped<SayRule>();
        builder.Services.AddScoped<ShowRetention>();
        builder.Services.AddScoped<KeepRule>();
        builder.Services.AddScoped<EditRule>();
        builder.Services.AddSingleton<RetentionLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RetentionLoop>());
    }

    public static void MapRetention(this RouteGroupBuilder views)
    {
        var retention = views.MapGroup("/retention");
        retention.MapGet("", (HttpContext context, ShowRetention act, CancellationToken cancellationToken) =>
            act.ShowAsync(IdentityWiring.IsSteward(context.User), cancellationToken));
        retention.MapGet("/runs", (string? after, ShowRetention act, CancellationToken cancellationToken) => act.EarlierAsync(after, cancellationToken));
        retention.MapGet("/rule", (string? kind, EditRule act, CancellationToken cancellationToken) => act.OpenAsync(kind, cancellationToken))
            .AddEndpointFilter(ShowOthersTheRulesAsync);

        // The token comes in a header that no other site can send, so there is no request to forge.
        var changes = retention.MapGroup("/rule").RequireAuthorization(IdentityWiring.StewardPolicy).DisableAntiforgery();
        changes.MapPost("/preview", (IFormCollection form, EditRule act, CancellationToken cancellationToken) => act.PreviewAsync(RuleInput.Read(form), cancellationToken));
        changes.MapPost("/again", (IFormCollection form, EditRule act, CancellationToken cancellationToken) => act.AgainAsync(RuleInput.Read(form), cancellationToken));
        changes.MapPost("", (IFormCollection form, EditRule act, CancellationToken cancellationToken) => act.SaveAsync(RuleInput.Read(form), cancellationToken));
    }

    /// <summary>Whoever is no governance lead comes to the rules themselves, as everybody reads them, and is told who changes them.</summary>
    private static async ValueTask<object?> ShowOthersTheRulesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IdentityWiring.IsSteward(http.User))
        {
            return await next(context);
        }

        var page = await http.RequestServices.GetRequiredService<ShowRetention>().ShowAsync(isSteward: false, http.RequestAborted, problem: "ProblemNotYours");
        page.StatusCode = StatusCodes.Status403Forbidden;
        return page;
    }
}
