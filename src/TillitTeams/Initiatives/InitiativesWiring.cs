using TillitTeams.Initiatives.Form;

namespace TillitTeams.Initiatives;

public static class InitiativesWiring
{
    public static void AddInitiatives(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<InitiativeSteps>();
        builder.Services.AddScoped<StartFromTeams>();
        builder.Services.AddForm();
        builder.Services.AddCards();
    }

    public static void MapInitiatives(this RouteGroupBuilder views)
    {
        views.MapForm();
        views.MapPageActs();
    }
}
