using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tagging.Documents;
using TillitTeams.Tagging.Live;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>Several instances look after the same subscriptions at the same moment, and Graph is asked for each of them once.</summary>
public sealed class SubscribedOnceTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>
{
    private const int Instances = 4;

    private int asked;

    [Fact]
    public async Task A_librarys_subscription_is_made_by_one_of_them()
    {
        await vadstena.LinkedAsync("skola", "amina", "hallbar");
        var library = await vadstena.InDatabase(db => db.SiteLibraries.AsNoTracking().SingleAsync(row => row.DriveId == SeedIds.Drive("skola")));
        vadstena.Tenant.Change(content =>
        {
            content.Subscriptions.Clear();
            return null;
        });
        await vadstena.InDatabase(db => db.SiteLibraries.ExecuteUpdateAsync(update => update.SetProperty(row => row.SubscriptionEndsAt, vadstena.Clock.GetUtcNow())));

        await TogetherAsync(services => services.GetRequiredService<WatchLibrary>().RunAsync(library.Id, TestContext.Current.CancellationToken));

        var kept = await vadstena.InDatabase(db => db.SiteLibraries.AsNoTracking().SingleAsync(row => row.Id == library.Id));
        Assert.Equal(kept.SubscriptionId, Assert.Single(AtGraph(library.DriveId)).Id.ToString());
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_channels_subscription_is_made_by_one_of_them_also_when_another_starts_just_then()
    {
        var spot = vadstena.Root("kansli/allmant");
        await vadstena.LinkAsync(spot);
        await vadstena.WorkAsync();
        // In the moment that it was made it is not looked at again.
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        vadstena.Tenant.Change(content =>
        {
            content.Subscriptions.Clear();
            return null;
        });

        await TogetherAsync(async services =>
        {
            var keep = services.GetRequiredService<KeepSubscriptions>();
            await keep.RenewAllAsync(TestContext.Current.CancellationToken);
            await keep.RunAsync(vadstena.Tenant.Id, TestContext.Current.CancellationToken);
        });

        var kept = Assert.Single(await vadstena.Kept(), row => row.ConversationId == spot.Conversation.Id);
        Assert.Equal(kept.SubscriptionId, Assert.Single(AtGraph(spot.Conversation.Id)).Id.ToString());
        Assert.Equal(1, asked);
    }

    private async Task TogetherAsync(Func<IServiceProvider, Task> act)
    {
        vadstena.Host.Faults.Slow(CloudService.Graph, 1, TimeSpan.Zero, path =>
        {
            if (path.EndsWith("/subscriptions", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref asked);
            }

            // Nothing goes wrong; it is only counted.
            return false;
        });
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => Task.Run(async () =>
        {
            await using var scope = vadstena.OpenScope();
            await act(scope.ServiceProvider);
        })));
        vadstena.Host.Faults.Clear();
    }

    private List<ChangeSubscription> AtGraph(string place) => vadstena.Tenant.Read(content => content.Subscriptions.FindAll(one => one.ConversationId == place));
}
