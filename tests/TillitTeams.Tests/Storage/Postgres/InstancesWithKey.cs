using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TillitTeams.Sandbox;
using TillitTeams.Storage.Tokens;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>Three instances on one database, and two people, each with a link in a conversation that the other is not in.</summary>
public sealed class InstancesWithKey : PostgresTenant
{
    private readonly List<WebApplication> others = [];

    public static string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenKeyAttribute.Size));

    public IServiceProvider Other => others[0].Services;

    public Uri OtherUrl => new(others[0].Urls.First());

    public IServiceProvider WithoutKey => others[1].Services;

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>(base.Settings.AppSettings) { ["Storage:TokenKey"] = Key },
    };

    public static string WhyOf(string person) => $"Bara {person} ser det.";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (PostgresServer.ConnectionString is not null)
        {
            await new Tagger(this, "karin").TagAsync(this.Root("omsorg/hemtjansten"), ("goals", "hallbar"), ("why", WhyOf("karin")));
            await new Tagger(this, "amina").TagAsync(this.Root("skola/elevhalsa"), ("goals", "hallbar"), ("why", WhyOf("amina")));
            await StartAnotherAsync(Key);
            await StartAnotherAsync(null);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var other in others)
        {
            await other.StopAsync(CancellationToken.None);
            await other.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private async Task StartAnotherAsync(string? key)
    {
        var settings = new Dictionary<string, string?>(Host.ProductSettings) { ["Urls"] = "http://127.0.0.1:0", ["Storage:TokenKey"] = key };
        var app = LocalProduct.Build(settings, LocalCertificate.Value.Thumbprint, builder => builder.Logging.ClearProviders().AddProvider(Watched));
        await app.StartAsync(TestContext.Current.CancellationToken);
        others.Add(app);
    }
}
