using TillitTeams.Model;

namespace TillitTeams.Installations;

public static class InstallationsWiring
{
    public static void AddInstallations(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<RememberServiceUrl>();
        builder.Services.AddScoped<OpenConversation>();
        builder.Services.AddScoped<GreetTeam>();
        builder.Services.AddScoped<CloseConversation>();
        builder.Services.AddScoped<IKnowPeople, ForgetChat>();
        builder.Services.AddScoped<IDisposeRows, DisposeClosedConversations>();
    }
}
