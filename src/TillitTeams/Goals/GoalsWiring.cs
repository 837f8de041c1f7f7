using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;
using TillitTeams.Hosting;

namespace TillitTeams.Goals;

public static class GoalsWiring
{
    public static void AddGoals(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<KeptPages>();
        builder.Services.AddScoped<PageDoubt>();
        builder.Services.AddScoped(typeof(Composing<>));
        builder.Services.AddScoped<ReadLinks>();
        builder.Services.AddScoped<ReadOwnLinks>();
        builder.Services.AddScoped<ReadInitiatives>();
        builder.Services.AddScoped<GoalViews>();
        builder.Services.AddScoped<InitiativeViews>();
        builder.Services.AddScoped<InitiativeReading>();
        builder.Services.AddScoped<ShowInitiative>();
        builder.Services.AddScoped<ShowOverview>();
        builder.Services.AddScoped<ShowItem>();
        builder.Services.AddScoped<ShowMyLinks>();
        builder.Services.AddScoped<ShowChannel>();
        builder.Services.AddScoped<ChooseGoals>();
    }

    public static void MapGoals(this RouteGroupBuilder views)
    {
        var pages = views.MapGroup("").AddEndpointFilter(KeptPages.OpenAsync);
        pages.MapGet("/goals", (string[] goal, HttpContext context, Composing<ShowOverview> page, CancellationToken cancellationToken) =>
            page.Act.ShowAsync(goal, IdentityWiring.IsSteward(context.User), cancellationToken));
        pages.MapGet("/goal/{code}", (string code, [AsParameters] LinkFilter filter, Composing<ShowItem> page, CancellationToken cancellationToken) =>
            page.Act.ShowGoalAsync(code, filter, cancellationToken));
        pages.MapGet("/principle/{code}", (string code, [AsParameters] LinkFilter filter, Composing<ShowItem> page, CancellationToken cancellationToken) =>
            page.Act.ShowPrincipleAsync(code, filter, cancellationToken));
        views.MapGet("/initiative/{id:guid}", (Guid id, HttpContext context, ShowInitiative act, CancellationToken cancellationToken) =>
            act.ShowAsync(id, IdentityWiring.IsSteward(context.User), cancellationToken));
        pages.MapGet("/channel", ([AsParameters] ChannelTab tab, string? after, Composing<ShowChannel> page, CancellationToken cancellationToken) =>
            page.Act.ShowAsync(tab, after, cancellationToken));
        views.MapGet("/configure", ([AsParameters] ChannelTab tab, ChooseGoals act, CancellationToken cancellationToken) => act.ShowAsync(tab, cancellationToken));
        views.MapGet("/mine", (string? after, ShowMyLinks act, CancellationToken cancellationToken) => act.ShowAsync(after, cancellationToken));
        views.MapGet("/trust", () => new RazorComponentResult<TrustPage>());
    }
}
