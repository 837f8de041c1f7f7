using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Governance.Records.Writing;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records;

public static class RecordsWiring
{
    public static void AddRecords(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RecordsOptions>().BindConfiguration(RecordsOptions.Section);
        builder.Services.AddScoped<SeeRecords>();
        builder.Services.AddScoped<GatherDecisions>();
        builder.Services.AddScoped<GatherInitiatives>();
        builder.Services.AddScoped<GatherLinks>();
        builder.Services.AddScoped<StageBatches>();
        builder.Services.AddScoped<GatherRecords>();
        builder.Services.AddScoped<ClaimExports>();
        builder.Services.AddScoped<ExpireRecords>();
        builder.Services.AddScoped<ReadParts>();
        builder.Services.AddScoped<SayRecords>();
        builder.Services.AddScoped<RecordTables>();
        builder.Services.AddScoped<RecordDocuments>();
        builder.Services.AddScoped<WriteExport>();
        builder.Services.AddScoped<RecordChoices>();
        builder.Services.AddScoped<DescribeExports>();
        builder.Services.AddScoped<ShowRecords>();
        builder.Services.AddScoped<OrderRecords>();
        builder.Services.AddScoped<CancelRecords>();
        builder.Services.AddScoped<FetchRecords>();
        builder.Services.AddScoped<IKnowPeople, ForgetExporter>();
        builder.Services.AddSingleton<ExporterTokens>();
        builder.Services.AddSingleton<RecordsLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RecordsLoop>());
        builder.Services.AddSingleton<ExpiryLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ExpiryLoop>());
    }

    public static void MapRecords(this RouteGroupBuilder views)
    {
        var records = views.MapGroup("/records").AddEndpointFilter(HandTokenAsync);
        records.MapGet("", ([AsParameters] RecordsInput input, HttpContext context, ShowRecords act, CancellationToken cancellationToken) =>
            act.ShowAsync(IdentityWiring.IsSteward(context.User), input, cancellationToken));

        // The token comes in a header that no other site can send, so there is no request to forge.
        var stewards = records.MapGroup("").RequireAuthorization(IdentityWiring.StewardPolicy).DisableAntiforgery();
        stewards.MapGet("/progress", (ShowRecords act, CancellationToken cancellationToken) => act.ProgressAsync(cancellationToken));
        stewards.MapGet("/{id:guid}/file", (Guid id, FetchRecords act, CancellationToken cancellationToken) => act.FetchAsync(id, cancellationToken));
        stewards.MapPost("", (IFormCollection form, OrderRecords act, CancellationToken cancellationToken) => act.OrderAsync(RecordsInput.Read(form), cancellationToken));
        stewards.MapPost("/cancel", (IFormCollection form, CancelRecords act, CancellationToken cancellationToken) => act.CancelAsync(form["id"], cancellationToken));
    }

    /// <summary>Whoever has the page open is gathered for with the token that it sends.</summary>
    private static async ValueTask<object?> HandTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var answer = await next(context);
        if (IdentityWiring.IsSteward(http.User))
        {
            http.RequestServices.GetRequiredService<ExporterTokens>().Hand(http.RequestServices.GetRequiredService<Caller>(), http.Request.Headers.Authorization);
        }

        return answer;
    }
}
