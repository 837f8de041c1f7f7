using System.Security.Claims;

namespace TillitTeams.Initiatives;

public static class CardsWiring
{
    public static void AddInitiativeCards(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<InitiativeCards>();
        builder.Services.AddScoped<QueueCards>();
        builder.Services.AddScoped<OpenFromCard>();
        builder.Services.AddScoped<CardReplies>();
        builder.Services.AddScoped<RefreshCard>();
        builder.Services.AddScoped<FollowInitiative>();
        builder.Services.AddScoped<OfferSupport>();
        builder.Services.AddScoped<MakeOffer>();
        builder.Services.AddScoped<ActOnPage>();
        builder.Services.AddScoped<FindInitiatives>();
        builder.Services.AddScoped<OpenLinkDialog>();
    }

    public static void MapInitiativeActs(this RouteGroupBuilder views)
    {
        // The token comes in a header that no other site can send, so there is no request to forge.
        var page = views.MapGroup("/initiative/{id:guid}").DisableAntiforgery();
        page.MapPost("/follow", (Guid id, IFormCollection form, ActOnPage act, CancellationToken cancellationToken) =>
            act.FollowAsync(id, form["follow"] == "true", cancellationToken));
        page.MapPost("/help", (Guid id, ClaimsPrincipal person, ActOnPage act, CancellationToken cancellationToken) =>
            act.OfferAsync(id, person.FindFirstValue("name") ?? "", cancellationToken));
    }
}
