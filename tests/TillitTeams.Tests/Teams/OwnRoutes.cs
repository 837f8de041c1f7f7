using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Teams;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>What an activity became: the route that it reached and what the act was given.</summary>
public sealed record Routed(string Route, Activity Activity, Invoke? Invoke, Guid Tenant, Guid User);

/// <summary>
/// The Teams edge alone, as the product wires it, with a test's own acts behind it and a clock that stands
/// still. It listens beside a local tenant, whose Bot Connector signs what comes in.
/// </summary>
public sealed class OwnRoutes : LocalTenant
{
    public const string ServiceUrl = "https://smba.trafficmanager.net/emea/";

    private WebApplication? edge;

    public FakeTimeProvider Clock { get; } = new();

    public FakeLogCollector EdgeLogs { get; } = new();

    public List<Routed> Seen { get; } = [];

    /// <summary>What the act does with an invoke; a test sets it.</summary>
    public Func<Invoke, CancellationToken, Task<InvokeAnswer>>? Answer { get; set; }

    /// <summary>What goes wrong when an event is handled; a test sets it.</summary>
    public Exception? Failure { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureAd:Instance"] = "https://login.microsoftonline.com/",
            ["AzureAd:TenantId"] = SampleTenant.ToString(),
            ["AzureAd:ClientId"] = Host.App.BotId.ToString(),
            ["Bot:MetadataAddress"] = Host.Addresses.BotMetadataUrl.ToString(),
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(EdgeLogs));
        builder.AddHosting();
        builder.AddIdentity();
        builder.AddTeams();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.ConfigureAll<JwtBearerOptions>(jwt => jwt.BackchannelHttpHandler = LocalCertificate.CreateTrustingHandler());
        builder.Services.AddSingleton(this);
        builder.Services.AddScoped<Act>();
        edge = builder.Build();
        edge.UseHosting();
        edge.MapTeams(Routes());
        await edge.StartAsync(TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (edge is not null)
        {
            await edge.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    /// <summary>The tenant that the samples come from.</summary>
    public static Guid SampleTenant { get; } = Guid.Parse("72f988bf-86f1-41af-91ab-2d7cd011db47");

    /// <returns>The answer as the Bot Connector gets it.</returns>
    public async Task<(int Status, string Text)> SendAsync(string activity, string serviceUrl = ServiceUrl)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", Host.Bot.Mint(new TokenFlaws(), serviceUrl));
        using var content = new StringContent(activity, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(new Uri(edge!.Urls.Single()), "api/messages"), content, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static TeamsRouteTable Routes()
    {
        var table = new TeamsRouteTable()
            .FetchDialog<Act>("linkToGoal", act => act.Answering("fetch linkToGoal"))
            .SubmitDialog<Act>("linkToGoal", act => act.Answering("submit linkToGoal"))
            .SubmitDialog<Act>("linkToGoal.remove", act => act.Answering("submit linkToGoal.remove"))
            .ExecuteOnCard<Act>("linkToGoal.refresh", act => act.Answering("card linkToGoal.refresh"))
            .Search<Act>("findDocument", act => act.Answering("search findDocument"))
            .Unfurl<Act>(act => act.Answering("unfurl"))
            .FetchTask<Act>("linkToGoal.edit", act => act.Answering("task fetch linkToGoal.edit"))
            .SubmitTask<Act>("linkToGoal.edit", act => act.Answering("task submit linkToGoal.edit"));
        foreach (var name in typeof(EventNames).GetFields().Select(field => (string)field.GetValue(null)!))
        {
            table.On<Act>(name, act => act.Handling(name));
        }

        return table;
    }

    private sealed class Act(OwnRoutes test, Caller caller)
    {
        public AnswerInvoke Answering(string route) => (invoke, cancellationToken) =>
        {
            test.Seen.Add(new Routed(route, invoke.Activity, invoke, caller.TenantId, caller.UserId));
            return test.Answer?.Invoke(invoke, cancellationToken)
                ?? Task.FromResult<InvokeAnswer>(new DialogAnswer("Klart", new AdaptiveCard { FallbackText = "Klart", Lang = "sv", Body = [] }));
        };

        public HandleEvent Handling(string route) => (activity, _) =>
        {
            test.Seen.Add(new Routed(route, activity, null, caller.TenantId, caller.UserId));
            return test.Failure is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        };
    }
}
