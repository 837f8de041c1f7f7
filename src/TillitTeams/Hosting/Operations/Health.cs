using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TillitTeams.Hosting;

/// <summary>
/// What a load balancer and whoever watches over the app ask: whether the process is alive, and whether it can be given work.
/// Microsoft 365 being away is no reason to take an instance out: another would fare no better.
/// </summary>
public static class Health
{
    /// <summary>Marks the checks that must pass before the app is given work.</summary>
    public const string Ready = "ready";

    internal const string Root = "/healthz";

    internal const string Live = $"{Root}/live";

    internal const string ReadyForWork = $"{Root}/ready";

    internal static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<DrainBeforeStop>();
        services.AddHostedService(provider => provider.GetRequiredService<DrainBeforeStop>());
        services.AddHealthChecks().AddCheck<DrainBeforeStop>("stopping", tags: [Ready]);
    }

    internal static void MapHealth(this WebApplication app)
    {
        var ready = new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) };
        app.MapHealthChecks(Root, ready);
        app.MapHealthChecks(ReadyForWork, ready);
        app.MapHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false });
    }
}
