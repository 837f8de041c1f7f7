using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Audit;

public static class AuditWiring
{
    public static void AddAudit(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section);
        builder.Services.AddScoped<SealAudit>();
        builder.Services.AddScoped<IKnowPeople, ForgetActor>();
        builder.Services.AddTransient<VerifyAudit>();
        builder.Services.AddScoped<ShowAudit>();
        builder.Services.AddSingleton<AuditLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<AuditLoop>());
    }

    public static void MapAudit(this RouteGroupBuilder views) =>
        views.MapGet("/audit", (string? what, string? row, string? from, string? to, string? after, string? verify, HttpContext context, ShowAudit act, CancellationToken cancellationToken) =>
            act.ShowAsync(IdentityWiring.IsSteward(context.User), new AuditSearch(what, row, from, to, after, verify), cancellationToken));
}
