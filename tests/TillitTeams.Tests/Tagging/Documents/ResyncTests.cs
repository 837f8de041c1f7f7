using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>By itself, so that nobody else's memory is measured.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Graph has forgotten where the app was in a library of 50,000 files, and everything is told anew.</summary>
[Collection(nameof(Alone))]
public sealed class ResyncTests : IAsyncLifetime
{
    private const int Files = 50_000;
    private const int PageSize = 200;
    private const int PagesBetweenMeasurements = 25;

    /// <summary>The changes of all pages, were they kept, take more than twice of this; what comes and goes anyway takes a quarter.</summary>
    private const long MostGrowth = 4 * 1024 * 1024;

    /// <summary>Behind the real clock, which a process of its own goes by.</summary>
    private readonly LibraryTenant vadstena = new InFolder() { Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(-2)) };
    private LibraryFile deleted = null!;
    private LibraryFile set = null!;

    public async ValueTask InitializeAsync()
    {
        await vadstena.InitializeAsync();
        var elin = vadstena.Person("elin").Id;
        var folder = vadstena.Tenant.CreateFolder(SeedIds.Drive("skola"), "root", "Arkiv", elin);
        vadstena.Tenant.UploadFiles(SeedIds.Drive("skola"), folder.Id, [.. Enumerable.Range(0, Files).Select(i => $"Handling {i}.pdf")], elin);
        // Long before the app looked here for the first time.
        vadstena.Clock.Advance(TimeSpan.FromMinutes(30));
        deleted = await vadstena.LinkedAsync("skola", "amina", "hallbar");
        vadstena.Clock.Advance(TimeSpan.FromMinutes(30));
        vadstena.Tenant.ForgetDeltaTokens();
        vadstena.Tenant.DeleteItem(deleted.DriveId, deleted.ItemId, elin);
        // Changed last, so it stands on the last page.
        set = vadstena.NewFile("skola", "elin");
        set.SetGoals("elin", "Växande");
    }

    public ValueTask DisposeAsync() => vadstena.DisposeAsync();

    [Fact]
    public async Task It_takes_no_more_memory_at_its_end_than_at_its_beginning()
    {
        var (pages, heap) = (0, new List<long>());
        vadstena.Host.Faults.Slow(CloudService.Graph, 1, TimeSpan.Zero, path =>
        {
            if (path.EndsWith("/delta", StringComparison.Ordinal) && ++pages % PagesBetweenMeasurements == 0)
            {
                GC.Collect();
                heap.Add(GC.GetTotalMemory(forceFullCollection: false));
            }

            // Nothing goes wrong; it is only counted.
            return false;
        });

        do
        {
            await vadstena.RoundAsync();
        }
        while ((await PositionAsync()).RoundBeganAt is not null);

        await vadstena.WorkAsync();
        Assert.InRange(pages, Files / PageSize, (Files / PageSize) + 10);
        Assert.InRange(heap[^1] - heap[0], long.MinValue, MostGrowth);
        Assert.Equal(["Växande"], await set.LinkedGoalsAsync());
        Assert.Equal(SourceState.Gone, (await deleted.LinkAsync())!.State);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_from_where_it_was_and_ends_right()
    {
        // Graph keeps its address, and so do its links to the next page.
        var port = SandboxAddresses.FreePort(inARow: 3);
        var (before, after) = (vadstena.Host.CloudUrl.Authority, $"localhost:{port + 2}");
        await vadstena.InDatabase(db => db.SiteLibraries.ExecuteUpdateAsync(update => update
            .SetProperty(library => library.DeltaLink, library => library.DeltaLink!.Replace(before, after))));
        await vadstena.LeaveAsync();
        var kept = new KeptLibrary(vadstena.Folder);

        ReadingPosition killed;
        using (var process = await StartAsync(port))
        {
            killed = await kept.WaitAsync(library => library.Read > Files / 4);
            process.Kill();
            killed = await kept.WaitAsync(library => library.Read >= killed.Read);
        }

        Assert.InRange(killed.Read, Files / 4, Files - PageSize);
        List<ReadingPosition> met = [];
        using (await StartAsync(port))
        {
            var ended = await kept.WaitAsync(library =>
            {
                met.Add(library);
                return library.RoundBeganAt is null;
            });
            Assert.Equal(killed.RoundBeganAt, ended.SeenUntil);
            await kept.WaitForLinksAsync(set.ItemId, deleted.ItemId);
        }

        var underway = met.FindAll(library => library.RoundBeganAt is not null);
        Assert.All(underway, library => Assert.Equal(killed.RoundBeganAt, library.RoundBeganAt));
        Assert.All(underway, library => Assert.InRange(library.Read, killed.Read, Files * 2));
    }

    private Task<LocalTenantProcess> StartAsync(int port) =>
        LocalTenantProcess.StartAsync(vadstena.Folder, TestContext.Current.CancellationToken, port, ("Live__Interval", "00:00:00.100"));

    private Task<SiteLibrary> PositionAsync() =>
        vadstena.InDatabase(db => db.SiteLibraries.AsNoTracking().SingleAsync(library => library.DriveId == SeedIds.Drive("skola")));

    /// <summary>A local tenant that goes on in a process of its own has everything in its folder.</summary>
    private sealed class InFolder : LibraryTenant
    {
        protected override IReadOnlyDictionary<string, string?> Store => TestStore.InFile;
    }
}
