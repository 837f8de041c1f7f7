using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Outbox;

/// <summary>
/// Delivers what is due, for every tenant in turn. All that it needs to know is stored, so it can be ended at any
/// moment, and as many instances as there are can work on one database.
/// </summary>
internal sealed partial class OutboxLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<OutboxOptions> options, TimeProvider clock, ILogger<OutboxLoop> logger) : BackgroundService
{
    /// <summary>However much one tenant has to send, no other waits for it.</summary>
    public Task RunOnceAsync(CancellationToken cancellationToken) => Task.WhenAll(tenants.All.Select(tenant => RunAsync(tenant, cancellationToken)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunOnceAsync(stoppingToken);
            await Task.Delay(options.Value.Interval, clock, stoppingToken);
        }
    }

    private async Task RunAsync(Guid tenant, CancellationToken cancellationToken)
    {
        var leases = new HashSet<Guid>();
        try
        {
            int before;
            do
            {
                before = leases.Count;
                await Parallel.ForEachAsync(
                    ClaimAsync(tenant, leases, cancellationToken),
                    new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallel, CancellationToken = cancellationToken },
                    (inConversation, token) => DeliverInOrderAsync(inConversation, token));
            }
            // What was edited while it was under way is due again.
            while (leases.Count > before);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, tenant, exception);
        }
        catch (OperationCanceledException) when (leases.Count > 0)
        {
            await using var scope = Open(tenant);
            await scope.ServiceProvider.GetRequiredService<ClaimDeliveries>().ReleaseAsync(leases, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Conversation by conversation, until nothing is due. More is taken while the last of what was taken is still under way.</summary>
    private async IAsyncEnumerable<IGrouping<string, Delivery>> ClaimAsync(Guid tenant, HashSet<Guid> leases, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<Delivery> claimed;
            await using (var scope = Open(tenant))
            {
                claimed = await scope.ServiceProvider.GetRequiredService<ClaimDeliveries>().ClaimAsync(cancellationToken);
            }

            if (claimed.Count == 0)
            {
                yield break;
            }

            leases.UnionWith(claimed.Select(row => row.Lease).OfType<Guid>());
            foreach (var inConversation in claimed.GroupBy(row => row.Target))
            {
                yield return inConversation;
            }
        }
    }

    private async ValueTask DeliverInOrderAsync(IEnumerable<Delivery> inConversation, CancellationToken cancellationToken)
    {
        DateTimeOffset? leaveAlone = null;
        foreach (var row in inConversation)
        {
            using var activity = Telemetry.Source.StartActivity("deliver card");
            activity?.SetTag("delivery.id", row.Id);
            try
            {
                await using var scope = Open(row.TenantId);
                if (leaveAlone is { } until)
                {
                    await scope.ServiceProvider.GetRequiredService<RecordDelivery>().PostponeAsync(row, until, cancellationToken);
                }
                else
                {
                    leaveAlone = await scope.ServiceProvider.GetRequiredService<DeliverCard>().DeliverAsync(row, cancellationToken);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.RowFailed(logger, row.Id, exception);
                await NoteAsync(row, cancellationToken);
            }
        }
    }

    /// <summary>What fails for a reason of the app's own is not tried for ever either.</summary>
    private async Task NoteAsync(Delivery row, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = Open(row.TenantId);
            await scope.ServiceProvider.GetRequiredService<RecordDelivery>().LaterAsync(row, atLeast: null, stillInDoubt: true, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The lease ends by itself.
            Log.RowFailed(logger, row.Id, exception);
        }
    }

    private AsyncServiceScope Open(Guid tenant)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
        return scope;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The cards of tenant {TenantId} could not be looked through; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {DeliveryId} failed; it is tried again.")]
        public static partial void RowFailed(ILogger logger, Guid deliveryId, Exception exception);
    }
}
