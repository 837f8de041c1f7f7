using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>A team of very many channels, with every limit that Microsoft has, and the product to be started beside it.</summary>
public abstract class CrowdedTeam : LocalTenant
{
    public IReadOnlyList<Channel> Channels { get; private set; } = [];

    protected abstract int Size { get; }

    protected override SandboxSettings Settings => base.Settings with
    {
        GraphLimits = new GraphLimits(),
        ConfigureApp = builder => builder.Services.Remove(builder.Services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(OutboxLoop))),
        AppSettings = new Dictionary<string, string?>
        {
            // What goes wrong is what is tested here.
            ["Logging:LogLevel:Default"] = "None",
            ["Logging:LogLevel:Microsoft.Identity.Web"] = "None",
            // A process that is killed every second cannot be waited for by the minute.
            ["Outbox:Interval"] = "00:00:00.200",
            ["Outbox:Parallel"] = "24",
            ["Outbox:Lease"] = "00:00:03",
            ["Outbox:CheckAfter"] = "00:00:01",
            ["Outbox:BackoffFrom"] = "00:00:00.200",
            ["Outbox:BackoffTo"] = "00:00:02",
            ["Outbox:TenantPerSecond"] = "40",
        },
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Channels = [.. Enumerable.Range(0, Size).Select(number => new Channel
        {
            Id = $"19:{number:D32}@thread.tacv2", Key = $"kansli/{number}", DisplayName = $"Kanal {number}", Description = "",
        })];
        Tenant.Change(content =>
        {
            content.FindTeam(SeedIds.Team("kansli"))!.Channels.AddRange(Channels);
            return null;
        });
        await PrepareAsync();
        await Host.StopAppAsync(TestContext.Current.CancellationToken);
        await InStorage(async db =>
        {
            // The app's greetings are not what is counted.
            await db.Deliveries.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            foreach (var channel in Channels)
            {
                db.Add(InstallationIn(channel));
                Fill(db, channel);
            }

            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
    }

    /// <summary>While the product still runs.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    protected abstract void Fill(TillitDb db, Channel channel);

    private ChannelInstallation InstallationIn(Channel channel) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = Tenant.Id,
        Kind = ConversationKind.Channel,
        ConversationId = channel.Id,
        TeamId = SeedIds.Team("kansli").ToString(),
        ServiceUrl = Host.Addresses.ConnectorUrl.ToString(),
        Language = "sv",
    };
}
