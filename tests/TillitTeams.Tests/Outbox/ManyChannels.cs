using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;

namespace TillitTeams.Tests.Outbox;

/// <summary>Five hundred channels, or fewer, with a card each that waits to be posted.</summary>
public class ManyChannels : CrowdedTeam
{
    public const int Count = 500;

    private readonly Dictionary<string, Guid> cards = new(StringComparer.Ordinal);

    protected override int Size => Count;

    /// <summary>What stands in the channel, card by card.</summary>
    public IReadOnlyList<string> SaidIn(Channel channel) => Tenant.Read(_ =>
        channel.Messages.Where(message => message.DeletedAt is null).Select(message => $"{OutboxTenant.SaidBy(message)} {IsOwn(message, channel)}").ToList());

    public static string Card(Guid id, string text) => OutboxTenant.CardOf(id, text);

    protected override void Fill(TillitDb db, Channel channel)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = cards[channel.Id] = Guid.NewGuid();
        db.Add(new Delivery
        {
            Id = id,
            TenantId = Tenant.Id,
            Target = channel.Id,
            Purpose = DeliveryPurpose.InitiativeStarted,
            Key = "lekplatsen",
            ViaConversationId = channel.Id,
            Card = Card(id, "Först"),
            Summary = "Först",
            CreatedAt = now,
            DueAt = now,
        });
    }

    private string IsOwn(Message message, Channel channel) =>
        message.CardJson?.Contains(cards[channel.Id].ToString(), StringComparison.Ordinal) == true ? "own" : "another's";
}
