using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace TillitTeams.Teams;

public static class TeamsWiring
{
    public static void AddTeams(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<BotOptions>().BindConfiguration(BotOptions.Section);
        builder.Services.AddOptions<TeamsOptions>().BindConfiguration(TeamsOptions.Section);
        builder.Services.AddBotAuthentication();
        builder.Services.AddSingleton<ServiceUrls>();
        builder.Services.AddSingleton<ActivityDispatch>();
        builder.Services.AddSingleton<AdmitActivity>();
        builder.Services.AddSingleton<MessagesEndpoint>();
        builder.Services.AddSingleton<TabLinks>();
        builder.Services.AddScoped<AnswerGreeting>();
        builder.Services.AddTransient<PersonalChats>();
        builder.Services.AddScoped<AsPerson>();
        builder.Services.AddScoped<ComposeSignIn>();
        builder.Services.AddHttpClient<Connector>()
            .AddResilienceHandler("connector", pipeline => pipeline
                .AddRetry(ConnectorRetries.Options)
                .AddTimeout(ConnectorRetries.AttemptLimit));
    }

    public static void MapTeams(this WebApplication app, TeamsRouteTable routes)
    {
        var registered = app.Services.GetRequiredService<IServiceProviderIsService>();
        foreach (var act in routes.Acts.Where(act => !registered.IsService(act)))
        {
            throw new InvalidOperationException($"{act} is routed to but not registered.");
        }

        app.MapPost("/api/messages", (HttpContext http, MessagesEndpoint endpoint) => endpoint.PostAsync(http, routes))
            .RequireAuthorization(BotAuthentication.Policy)
            .WithName("Messages");
    }
}
