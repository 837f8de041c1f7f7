namespace TillitTeams.Teams;

public sealed class TeamsRouteTable;

public static class TeamsWiring
{
    public static void AddTeams(this WebApplicationBuilder builder)
    {
    }

    public static void MapTeams(this WebApplication app, TeamsRouteTable routes)
    {
    }
}
