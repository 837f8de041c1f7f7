using TillitTeams.Digest;
using TillitTeams.Goals;
using TillitTeams.Governance;
using TillitTeams.Governance.Audit;
using TillitTeams.Governance.PersonalData;
using TillitTeams.Governance.Records;
using TillitTeams.Governance.Retention;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Initiatives;
using TillitTeams.Installations;
using TillitTeams.Outbox;
using TillitTeams.Storage;
using TillitTeams.Tagging;
using TillitTeams.Teams;

namespace TillitTeams;

public static class Program
{
    public static Task<int> Main(string[] args) => RunAsync(args);

    /// <param name="args">A command and its arguments; without one the app runs.</param>
    /// <param name="host">As for <see cref="Build"/>.</param>
    public static Task<int> RunAsync(string[] args, Action<WebApplicationBuilder>? host = null) => Commands.RunAsync(args, host);

    /// <param name="args">Configuration as command-line switches, as for any ASP.NET Core app.</param>
    /// <param name="host">Lets whoever hosts the app add what belongs to the host, such as trust for its certificate.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? host = null)
    {
        KeepMemorySmall.Begin();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Named because the entry assembly is another one when somebody else hosts the app.
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            // Its settings lie beside it, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });

        CheckSettings.Demand(builder.Configuration);
        builder.AddHosting();
        builder.AddIdentity();
        builder.AddStorage();
        builder.AddGraph();
        builder.AddTeams();
        builder.AddInstallations();
        builder.AddOutbox();
        builder.AddGovernance();
        builder.AddAudit();
        builder.AddRecords();
        builder.AddPersonalData();
        builder.AddRetention();
        builder.AddTagging();
        builder.AddGoals();
        builder.AddInitiatives();
        builder.AddDigest();
        host?.Invoke(builder);

        var app = builder.Build();

        app.UseHosting();
        app.MapTeams(TeamsRoutes.Table);
        app.MapNotifications();
        var views = app.MapViews();
        views.MapGoals();
        views.MapTagging();
        views.MapOutbox();
        views.MapAudit();
        views.MapRecords();
        views.MapPersonalData();
        views.MapRetention();
        views.MapInitiatives();
        views.MapDigest();
        views.MapGovernance();
        return app;
    }
}
