using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using TillitTeams.Sandbox;
using TillitTeams.Storage.Tokens;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>Three instances on one database, and two people, each with a link in a conversation that the other is not in.</summary>
public sealed class InstancesWithKey : PostgresTenant
{
    private readonly OtherInstances others;
    private WebApplication? other, withoutKey;

    public InstancesWithKey() => others = new OtherInstances(this);

    public static string Key { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenKeyAttribute.Size));

    public IServiceProvider Other => other!.Services;

    public Uri OtherUrl => new(other!.Urls.First());

    public IServiceProvider WithoutKey => withoutKey!.Services;

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
            other = await others.StartAsync();
            withoutKey = await others.StartAsync([new("Storage:TokenKey", null)]);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await others.DisposeAsync();
        await base.DisposeAsync();
    }
}
