namespace TillitTeams.Sandbox.Client;

public static class ClientEndpoints
{
    public static IServiceCollection AddClient(this IServiceCollection services) => services;

    public static void MapClient(this WebApplication app)
    {
    }
}
