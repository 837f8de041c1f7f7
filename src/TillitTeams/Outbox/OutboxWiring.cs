namespace TillitTeams.Outbox;

public static class OutboxWiring
{
    public static void AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<OutboxOptions>()
            .BindConfiguration(OutboxOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<SendBudget>();
        builder.Services.AddScoped<ClaimDeliveries>();
        builder.Services.AddScoped<RecordDelivery>();
        builder.Services.AddScoped<FindPlace>();
        builder.Services.AddScoped<SettleDoubt>();
        builder.Services.AddScoped<SendCard>();
        builder.Services.AddScoped<DeliverCard>();
        builder.Services.AddSingleton<OutboxLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxLoop>());
    }
}
