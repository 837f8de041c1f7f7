using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace TillitTeams.Outbox;

/// <summary>
/// What may be sent: to each conversation, in each tenant and by the app. A conversation's is asked without waiting: its
/// card can come later while others go out. In the two larger ones there is room again in no time, so it is waited for.
/// </summary>
internal sealed class SendBudget : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);

    // A bucket that is full again and unused for a while is forgotten, so there are only as many as are written to.
    private readonly PartitionedRateLimiter<(Guid Tenant, string Conversation)> conversations;
    private readonly ConcurrentDictionary<Guid, SlidingSecond> tenants = new();
    private readonly SlidingSecond app;
    private readonly int tenantPerSecond;

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
        tenantPerSecond = settings.TenantPerSecond;
        app = new SlidingSecond(settings.AppPerSecond);
    }

    /// <returns>How long the conversation is to be left alone; null when a call may be made now, which then counts.</returns>
    public async Task<TimeSpan?> AskAsync(Guid tenantId, string conversation, CancellationToken cancellationToken)
    {
        using var inConversation = conversations.AttemptAcquire((tenantId, conversation));
        if (!inConversation.IsAcquired)
        {
            return inConversation.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Soon;
        }

        await tenants.GetOrAdd(tenantId, _ => new SlidingSecond(tenantPerSecond)).WaitAsync(cancellationToken);
        await app.WaitAsync(cancellationToken);
        return null;
    }

    public void Dispose()
    {
        conversations.Dispose();
        app.Dispose();
        foreach (var tenant in tenants.Values)
        {
            tenant.Dispose();
        }
    }
}
