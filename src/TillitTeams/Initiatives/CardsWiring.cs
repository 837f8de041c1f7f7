using System.Security.Claims;
using TillitTeams.Model;

namespace TillitTeams.Initiatives;

internal static class CardsWiring
{
    public static void AddCards(this IServiceCollection services)
    {
        services.AddScoped<InitiativeCards>();
        services.AddScoped<QueueCards>();
        services.AddScoped<InitiativeSight>();
        services.AddScoped<OpenFromCard>();
        services.AddScoped<CardReplies>();
        services.AddScoped<RefreshCard>();
        services.AddScoped<FollowInitiative>();
        services.AddScoped<OfferSupport>();
        services.AddScoped<MakeOffer>();
        services.AddScoped<ActOnPage>();
        services.AddScoped<RewriteName>();
        services.AddScoped<CorrectName>();
        services.AddScoped<StopFollowing>();
        services.AddScoped<IKnowPeople, ForgetColleague>();
        services.AddScoped<IDisposeRows, DisposeDoneInitiatives>();
        services.AddScoped<FindInitiatives>();
        services.AddScoped<OpenLinkDialog>();
        services.AddOptions<FollowOptions>().BindConfiguration(FollowOptions.Section);
        services.AddScoped<TellFollowers>();
        services.AddScoped<FollowNotices>();
        services.AddSingleton<FollowLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<FollowLoop>());
    }

    public static void MapPageActs(this RouteGroupBuilder views)
    {
        // The token comes in a header that no other site can send, so there is no request to forge.
        var page = views.MapGroup("/initiative/{id:guid}").DisableAntiforgery();
        page.MapPost("/follow", (Guid id, IFormCollection form, ActOnPage act, CancellationToken cancellationToken) =>
            act.FollowAsync(id, form["follow"] == "true", cancellationToken));
        page.MapPost("/help", (Guid id, ClaimsPrincipal person, ActOnPage act, CancellationToken cancellationToken) =>
            act.OfferAsync(id, person.FindFirstValue("name") ?? "", cancellationToken));
        var own = views.MapGroup("/personal").DisableAntiforgery();
        own.MapPost("/name", (ClaimsPrincipal person, CorrectName act, CancellationToken cancellationToken) =>
            act.CorrectAsync(person.FindFirstValue("name"), cancellationToken));
        own.MapPost("/unfollow", (IFormCollection form, StopFollowing act, CancellationToken cancellationToken) =>
            act.StopAsync(form["id"], cancellationToken));
    }
}
