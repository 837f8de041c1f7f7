using TillitTeams.Hosting;

namespace TillitTeams.Tagging.Documents;

internal static class DocumentsWiring
{
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddScoped<ShowSites>();
        services.AddScoped<TurnSite>();
        services.AddScoped<ClassifyLabel>();
        services.AddScoped<TellLibrary>();
        services.AddScoped<PrepareColumns>();
        services.AddScoped<PrepareSite>();
        services.AddScoped<FollowLibrary>();
        services.AddScoped<WatchLibrary>();
        services.AddScoped<ReconcileDocument>();
        services.AddScoped<SyncDocument>();
        services.AddSingleton<FollowDocuments>();
    }

    public static void MapDocuments(this RouteGroupBuilder views)
    {
        views.MapGet("/sites", (HttpContext context, ShowSites act, CancellationToken cancellationToken) =>
            act.ShowAsync(IdentityWiring.IsSteward(context.User), problem: null, cancellationToken));
        var changes = views.MapGroup("/sites").RequireAuthorization(IdentityWiring.StewardPolicy).DisableAntiforgery();
        changes.MapPost("/on", (IFormCollection form, TurnSite act, CancellationToken cancellationToken) => act.TurnAsync(form["site"], isOn: true, cancellationToken));
        changes.MapPost("/off", (IFormCollection form, TurnSite act, CancellationToken cancellationToken) => act.TurnAsync(form["site"], isOn: false, cancellationToken));
        changes.MapPost("/label", (IFormCollection form, ClassifyLabel act, CancellationToken cancellationToken) => act.AddAsync(form["id"], form["name"], cancellationToken));
        changes.MapPost("/label/remove", (IFormCollection form, ClassifyLabel act, CancellationToken cancellationToken) => act.RemoveAsync(form["id"], cancellationToken));
    }
}
