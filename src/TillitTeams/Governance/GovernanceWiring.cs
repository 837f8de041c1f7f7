using TillitTeams.Hosting;

namespace TillitTeams.Governance;

public static class GovernanceWiring
{
    public static void AddGovernance(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GovernanceOptions>().BindConfiguration(GovernanceOptions.Section);
        // After storage: hosted services start in the order they are added, and tables must exist.
        builder.Services.AddHostedService<ImportModel>();
        builder.Services.AddScoped<ReadModel>();
        builder.Services.AddScoped<NoteChanges>();
        builder.Services.AddScoped<FindLinksOutside>();
        builder.Services.AddScoped<SayChange>();
        builder.Services.AddScoped<ShowModel>();
        builder.Services.AddScoped<ShowHistory>();
        builder.Services.AddScoped<OpenItemForm>();
        builder.Services.AddScoped<SaveItem>();
        builder.Services.AddScoped<SavedItem>();
        builder.Services.AddScoped<PreviewEnd>();
        builder.Services.AddScoped<RetireItem>();
        builder.Services.AddScoped<MergeItems>();
        builder.Services.AddScoped<EndedItem>();
        builder.Services.AddScoped<ReorderModel>();
        builder.Services.AddScoped<ApplyImport>();
        builder.Services.AddScoped<DescribeImport>();
        builder.Services.AddScoped<ImportModelFile>();
        builder.Services.AddScoped<ExportModelFile>();
    }

    public static void MapGovernance(this RouteGroupBuilder views)
    {
        var model = views.MapGroup("/model");
        model.MapGet("", (HttpContext context, ShowModel act, CancellationToken cancellationToken) =>
            act.ShowAsync(IdentityWiring.IsSteward(context.User), cancellationToken));
        model.MapGet("/history", (string? before, ShowHistory act, CancellationToken cancellationToken) => act.ShowAsync(before, cancellationToken));
        model.MapGet("/export", (ExportModelFile act, CancellationToken cancellationToken) => act.ShowAsync(cancellationToken));

        var forms = model.MapGroup("").AddEndpointFilter(ShowOthersTheModelAsync);
        forms.MapGet("/item", ([AsParameters] ItemAddress address, OpenItemForm act, CancellationToken cancellationToken) => act.OpenAsync(address, cancellationToken));
        forms.MapGet("/end", ([AsParameters] ItemAddress address, PreviewEnd act, CancellationToken cancellationToken) => act.OpenAsync(address, cancellationToken));
        forms.MapGet("/order", (string? kind, ReorderModel act, CancellationToken cancellationToken) => act.OpenAsync(kind, cancellationToken));
        forms.MapGet("/import", () => ImportModelFile.Open(text: null));

        // The token comes in a header that no other site can send, so there is no request to forge.
        var changes = model.MapGroup("").RequireAuthorization(IdentityWiring.StewardPolicy).DisableAntiforgery();
        changes.MapPost("/item", (IFormCollection form, SaveItem act, CancellationToken cancellationToken) => act.SaveAsync(ItemFormInput.Read(form), cancellationToken));
        changes.MapPost("/end", (IFormCollection form, PreviewEnd act, CancellationToken cancellationToken) => act.AgainAsync(EndInput.Read(form), cancellationToken));
        changes.MapPost("/end/preview", (IFormCollection form, PreviewEnd act, CancellationToken cancellationToken) => act.ShowAsync(EndInput.Read(form), cancellationToken));
        changes.MapPost("/end/retire", (IFormCollection form, RetireItem act, CancellationToken cancellationToken) => act.RetireAsync(EndInput.Read(form), cancellationToken));
        changes.MapPost("/end/merge", (IFormCollection form, MergeItems act, CancellationToken cancellationToken) => act.MergeAsync(EndInput.Read(form), cancellationToken));
        changes.MapPost("/order", (IFormCollection form, ReorderModel act, CancellationToken cancellationToken) => act.SaveAsync(OrderInput.Read(form), cancellationToken));
        changes.MapPost("/import/preview", (IFormCollection form, ImportModelFile act, CancellationToken cancellationToken) => act.PreviewAsync(form["file"].ToString(), cancellationToken));
        changes.MapPost("/import", (IFormCollection form, ImportModelFile act, CancellationToken cancellationToken) => act.ImportAsync(form["file"].ToString(), form["mark"], cancellationToken));
        changes.MapPost("/import/again", (IFormCollection form) => ImportModelFile.Open(form["file"]));
    }

    /// <summary>Whoever is no governance lead comes to the model itself, as everybody reads it, and is told who changes it.</summary>
    private static async ValueTask<object?> ShowOthersTheModelAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IdentityWiring.IsSteward(http.User))
        {
            return await next(context);
        }

        var page = await http.RequestServices.GetRequiredService<ShowModel>().ShowAsync(canChange: false, http.RequestAborted, problem: "ProblemNotYours");
        page.StatusCode = StatusCodes.Status403Forbidden;
        return page;
    }
}

public sealed class GovernanceOptions
{
    public const string Section = "Governance";

    /// <summary>A file like <c>vadstena.json</c>, read once, on the first start; null takes Vadstena's own.</summary>
    [ModelToRead]
    public string? ModelFile { get; init; }
}
