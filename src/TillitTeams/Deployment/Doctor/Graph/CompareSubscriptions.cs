using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Deployment.Doctor;

/// <summary>What the app believes that Graph tells it of, Graph tells it of: here, and for longer than until the next renewal.</summary>
internal sealed class CompareSubscriptions(IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<TabOptions> tab, IOptions<LiveOptions> live, TimeProvider clock) : Check
{
    /// <summary>The app renews what has a third of its time left.</summary>
    private const int RenewedLongBefore = 6;

    public override IReadOnlyList<Type> Needs => [typeof(OpenDatabase), typeof(TakeGraphToken), typeof(ReachNotifications)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var (faults, remarks) = (new List<Said>(), new List<Said>());
        foreach (var tenant in tenants.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
            var reply = await scope.ServiceProvider.GetRequiredService<GraphSubscriptions>().ListAsync(tenant, cancellationToken);
            if (reply.State == LibraryState.NotGranted)
            {
                remarks.Add(new Said("SubscriptionsUnseen", tenant));
                continue;
            }

            if (reply.Value is not { } standing)
            {
                return Finding.Fault("GraphSilent");
            }

            var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
            var kept = await db.GraphSubscriptions.Select(row => row.SubscriptionId).ToListAsync(cancellationToken);
            var libraries = await db.SiteLibraries.Where(row => row.SubscriptionId != null).Select(row => row.SubscriptionId!).ToListAsync(cancellationToken);
            Compare([.. kept.OfType<string>()], live.Value.Lifetime, standing, faults);
            Compare(libraries, live.Value.DriveLifetime, standing, faults);
            if (kept.Contains(null))
            {
                remarks.Add(new Said("SubscriptionsWaiting"));
            }
        }

        return Finding.Of(faults, remarks, new Said("SubscriptionsWell")).See("graph/change-notifications-overview");
    }

    private void Compare(List<string> kept, TimeSpan lifetime, IReadOnlyList<StandingSubscription> standing, List<Said> faults)
    {
        var url = NotificationAddress.OfChanges(tab.Value.PublicUrl!);
        var found = kept.ConvertAll(id => (Id: id, There: standing.FirstOrDefault(one => one.Id == id)));
        Note("SubscriptionsGone", found.Where(one => one.There is null));
        Note("SubscriptionsElsewhere", found.Where(one => one.There is { } there && there.NotificationUrl != url));
        Note("SubscriptionsEnding", found.Where(one => one.There is { } there && there.EndsAt < clock.GetUtcNow() + (lifetime / RenewedLongBefore)));

        void Note(string text, IEnumerable<(string Id, StandingSubscription? There)> which)
        {
            if (which.Select(one => one.Id).ToList() is { Count: > 0 } ids)
            {
                faults.Add(new Said(text, string.Join(", ", ids)));
            }
        }
    }
}
