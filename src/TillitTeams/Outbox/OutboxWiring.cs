using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Outbox;

public static class OutboxWiring
{
    public static void AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section);
        builder.Services.AddSingleton<SendBudget>();
        builder.Services.AddScoped<ClaimDeliveries>();
        builder.Services.AddScoped<RecordDelivery>();
        builder.Services.AddScoped<FindPlace>();
        builder.Services.AddScoped<SettleDoubt>();
        builder.Services.AddScoped<SendCard>();
        builder.Services.AddScoped<DeliverCard>();
        builder.Services.AddScoped<ShowDeliveries>();
        builder.Services.AddScoped<RetryDeliveries>();
        builder.Services.AddScoped<IKnowPeople, ForgetRecipient>();
        builder.Services.AddScoped<IDisposeRows, DisposeCardTexts>();
        builder.Services.AddSingleton<OutboxLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxLoop>());
    }

    public static void MapOutbox(this RouteGroupBuilder views)
    {
        views.MapGet("/deliveries", (HttpContext context, ShowDeliveries act, CancellationToken cancellationToken) =>
            act.ShowAsync(IdentityWiring.IsSteward(context.User), said: null, cancellationToken));
        // The token comes in a header that no other site can send, so there is no request to forge.
        var changes = views.MapGroup("/deliveries").RequireAuthorization(IdentityWiring.StewardPolicy).DisableAntiforgery();
        changes.MapPost("/retry", (IFormCollection form, RetryDeliveries act, CancellationToken cancellationToken) => act.RetryAsync(form["id"], cancellationToken));
        changes.MapPost("/retry-all", (IFormCollection form, RetryDeliveries act, CancellationToken cancellationToken) => act.RetryAllAsync(form["reason"], cancellationToken));
    }
}
