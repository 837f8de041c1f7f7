namespace TillitTeams.Goals;

public static class GoalsWiring
{
    public static void AddGoals(this WebApplicationBuilder builder)
    {
    }

    public static void MapGoals(this WebApplication app)
    {
    }
}
