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

/// <summary>A team of five hundred channels, with every limit that Microsoft has, and the product to be started beside it.</summary>
public sealed class ManyChannels : LocalTenant
{
    public const int Count = 500;

    public IReadOnlyList<Channel> Channels { get; private set; } = [];

    /// <summary>The card of each channel.</summary>
    public IReadOnlyDictionary<string, Guid> Cards { get; private set; } = new Dictionary<string, Guid>();

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
        Channels = [.. Enumerable.Range(0, Count).Select(number => new Channel
        {
            Id = $"19:{number:D32}@thread.tacv2", Key = $"kansli/{number}", DisplayName = $"Kanal {number}", Description = "",
        })];
        Tenant.Change(content =>
        {
            content.FindTeam(SeedIds.Team("kansli"))!.Channels.AddRange(Channels);
            return null;
        });
        await Host.StopAppAsync(TestContext.Current.CancellationToken);
        await InStorage(db =>
        {
            var cards = Channels.ToDictionary(channel => channel.Id, _ => Guid.NewGuid());
            foreach (var (channel, card) in cards)
            {
                db.Add(InstallationIn(channel));
                db.Add(CardFor(card, channel));
            }

            Cards = cards;
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
    }

    /// <summary>What stands in the channel, card by card.</summary>
    public IReadOnlyList<string> SaidIn(Channel channel) => Tenant.Read(_ =>
        channel.Messages.Where(message => message.DeletedAt is null).Select(message => $"{OutboxTenant.SaidBy(message)} {IsOwn(message, channel)}").ToList());

    public static string Card(Guid id, string text) => OutboxTenant.CardOf(id, text);

    private string IsOwn(Message message, Channel channel) =>
        message.CardJson?.Contains(Cards[channel.Id].ToString(), StringComparison.Ordinal) == true ? "own" : "another's";

    private ChannelInstallation InstallationIn(string channel) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = Tenant.Id,
        Kind = ConversationKind.Channel,
        ConversationId = channel,
        TeamId = SeedIds.Team("kansli").ToString(),
        ServiceUrl = Host.Addresses.ConnectorUrl.ToString(),
        Language = "sv",
    };

    private Delivery CardFor(Guid id, string channel) => new()
    {
        Id = id,
        TenantId = Tenant.Id,
        Target = channel,
        Purpose = DeliveryPurpose.InitiativeStarted,
        Key = "lekplatsen",
        ViaConversationId = channel,
        Card = Card(id, "Först"),
        Summary = "Först",
        CreatedAt = TimeProvider.System.GetUtcNow(),
        DueAt = TimeProvider.System.GetUtcNow(),
    };
}
