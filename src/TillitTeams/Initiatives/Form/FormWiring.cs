namespace TillitTeams.Initiatives.Form;

internal static class FormWiring
{
    public static void AddForm(this IServiceCollection services)
    {
        services.AddScoped<ReadChoices>();
        services.AddScoped<ReadFirstMessage>();
        services.AddScoped<ApplyDraft>();
        services.AddScoped<StoreInitiative>();
        services.AddScoped<OpenInitiativeForm>();
        services.AddScoped<SaveInitiativeForm>();
        services.AddScoped<PreviewCard>();
    }

    public static void MapForm(this RouteGroupBuilder views)
    {
        views.MapGet("/initiative-form", ([AsParameters] FormAddress address, HttpContext context, OpenInitiativeForm act, CancellationToken cancellationToken) =>
            act.OpenAsync(address, Editor.Of(context.User), cancellationToken));
        // The token comes in a header that no other site can send, so there is no request to forge.
        views.MapPost("/initiative-form", (IFormCollection form, HttpContext context, SaveInitiativeForm act, CancellationToken cancellationToken) =>
            act.SaveAsync(InitiativeFormInput.Read(form), Editor.Of(context.User), cancellationToken)).DisableAntiforgery();
        views.MapPost("/initiative-form/preview", (IFormCollection form, HttpContext context, PreviewCard act, CancellationToken cancellationToken) =>
            act.ShowAsync(InitiativeFormInput.Read(form), Editor.Of(context.User), cancellationToken)).DisableAntiforgery();
    }
}
