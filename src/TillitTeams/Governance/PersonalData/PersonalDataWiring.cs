using System.Security.Claims;
using TillitTeams.Hosting;

namespace TillitTeams.Governance.PersonalData;

public static class PersonalDataWiring
{
    public static void AddPersonalData(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PersonalWords>();
        builder.Services.AddScoped<ReadLinkRows>();
        builder.Services.AddScoped<ReadInitiativeRows>();
        builder.Services.AddScoped<ReadOtherRows>();
        builder.Services.AddScoped<ReadPersonal>();
        builder.Services.AddScoped<ShowPersonal>();
        builder.Services.AddScoped<ExportPersonal>();
        builder.Services.AddScoped<ForgetPerson>();
    }

    public static void MapPersonalData(this RouteGroupBuilder views)
    {
        var personal = views.MapGroup("/personal");
        personal.MapGet("", (string? said, ClaimsPrincipal person, ShowPersonal act, CancellationToken cancellationToken) => act.ShowAsync(person, said, cancellationToken));
        personal.MapGet("/rows/{part}", (string part, string? after, ShowPersonal act, CancellationToken cancellationToken) => act.MoreAsync(part, after, cancellationToken));
        personal.MapGet("/export", (ClaimsPrincipal person, ExportPersonal act, CancellationToken cancellationToken) => act.Download(person, cancellationToken));
        personal.MapGet("/forget", (ClaimsPrincipal person) => ForgetPerson.Open(IdentityWiring.IsSteward(person)));

        // The token comes in a header that no other site can send, so there is no request to forge.
        var forgetting = personal.MapGroup("/forget").RequireAuthorization(IdentityWiring.StewardPolicy).DisableAntiforgery();
        forgetting.MapPost("/preview", (IFormCollection form, ForgetPerson act, CancellationToken cancellationToken) => act.PreviewAsync(form["id"], cancellationToken));
        forgetting.MapPost("", (IFormCollection form, ForgetPerson act, CancellationToken cancellationToken) => act.ForgetAsync(form["id"], cancellationToken));
    }
}
