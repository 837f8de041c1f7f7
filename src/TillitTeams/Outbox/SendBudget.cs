using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace TillitTeams.Outbox;

/// <summary>
/// Token buckets for each conversation, each tenant and the app. A conversation's is asked without waiting: its card
/// can come later while others go out. The two larger ones refill in no time, so they are waited for.
/// </summary>
internal sealed class SendBudget : IDisposable
{
    private static readonly TimeSpan Refill = TimeSpan.FromMilliseconds(100);

    // A bucket that is full again and unused for a while is forgotten, so there are only as many as are written to.
    private readonly PartitionedRateLimiter<(Guid Tenant, string Conversation)> conversations;
    private readonly PartitionedRateLimiter<Guid> tenants;
    private readonly TokenBucketRateLimiter app;

    public SendBudget(IOptions<OutboxOptions> options)
    {
        var settings = options.Value;
        conversations = PartitionedRateLimiter.Create<(Guid Tenant, string Conversation), (Guid, string)>(asked => RateLimitPartition.GetTokenBucketLimiter(
            asked,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.ConversationBurst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = settings.ConversationPause,
            }));
        tenants = PartitionedRateLimiter.Create<Guid, Guid>(asked => RateLimitPartition.GetTokenBucketLimiter(
            asked, _ => Waited(settings.TenantBurst, settings.TenantPerSecond, settings.Parallel)));
        app = new TokenBucketRateLimiter(Waited(settings.AppPerSecond / 4, settings.AppPerSecond, settings.Parallel));
    }

    /// <returns>How long the conversation is to be left alone; null when a call may be made now, which then counts.</returns>
    public async Task<TimeSpan?> AskAsync(Guid tenantId, string conversation, CancellationToken cancellationToken)
    {
        using var inConversation = conversations.AttemptAcquire((tenantId, conversation));
        if (!inConversation.IsAcquired)
        {
            return inConversation.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Refill;
        }

        using var inTenant = await tenants.AcquireAsync(tenantId, 1, cancellationToken);
        using var inApp = await app.AcquireAsync(1, cancellationToken);
        return inTenant.IsAcquired && inApp.IsAcquired ? null : Refill;
    }

    public void Dispose()
    {
        conversations.Dispose();
        tenants.Dispose();
        app.Dispose();
    }

    private static TokenBucketRateLimiterOptions Waited(int burst, int perSecond, int waiting) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond / (int)(TimeSpan.FromSeconds(1) / Refill),
        ReplenishmentPeriod = Refill,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
