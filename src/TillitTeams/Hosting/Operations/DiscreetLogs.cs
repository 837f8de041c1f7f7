namespace TillitTeams.Hosting;

/// <summary>What the framework would write down of every request, ours and others', is more than a log may hold.</summary>
internal static class DiscreetLogs
{
    /// <summary>Writes addresses with their queries: what somebody searched for, and who signs in.</summary>
    private static readonly string[] TooTalkative = ["Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Http.Result.RedirectResult"];

    public static void AddDiscreetLogs(this WebApplicationBuilder builder)
    {
        // Addresses at Graph and at the Bot Connector name people and chats. Both edges log for themselves what went wrong.
        builder.Services.ConfigureHttpClientDefaults(client => client.RemoveAllLoggers());
        foreach (var category in TooTalkative)
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        // Every token that is none is an error to it: whoever liked could ring the alarm of whoever runs the app.
        builder.Logging.AddFilter("Microsoft.IdentityModel", LogLevel.None);
    }
}
