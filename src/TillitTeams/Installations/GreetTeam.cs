using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Installations;

/// <summary>
/// The app was added to a team: it says once, in the channel that it was added to, what it is for, and offers
/// the weekly letter. Whoever adds it again knows it already.
/// </summary>
public sealed class GreetTeam(OpenConversation open, TillitDb db, TabLinks links, TimeProvider clock, IStringLocalizer<TeamsTexts> texts)
{
    private const string Key = "hello";

    public async Task GreetAsync(Activity activity, CancellationToken cancellationToken)
    {
        await open.OpenAsync(activity, cancellationToken);
        if (activity is { IsInChannel: true, ConversationId: { } channel, TenantId: { } tenant })
        {
            await db.SaveMergedAsync(token => QueueAsync(tenant, channel, token), cancellationToken);
        }
    }

    private async Task<int> QueueAsync(Guid tenant, string channel, CancellationToken cancellationToken)
    {
        if (await db.Deliveries.AnyAsync(row => row.Target == channel && row.Purpose == DeliveryPurpose.Welcome && row.Key == Key, cancellationToken))
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        db.Add(new Delivery
        {
            Id = Guid.CreateVersion7(now),
            TenantId = tenant,
            Target = channel,
            Purpose = DeliveryPurpose.Welcome,
            Key = Key,
            ViaConversationId = channel,
            ConversationId = channel,
            Card = HelloCard.Build(links.Overview(texts["TabName"]), offersDigest: true, texts).ToText(),
            Summary = texts["HelloSummary"],
            CreatedAt = now,
            DueAt = now,
        });
        return await db.SaveChangesAsync(cancellationToken);
    }
}
