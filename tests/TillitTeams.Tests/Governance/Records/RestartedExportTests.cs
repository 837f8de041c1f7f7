using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>One process ends, in the middle of an export or after it; another goes on with what is stored.</summary>
public sealed class RestartedExportTests(RecordsTenant vadstena) : IClassFixture<RecordsTenant>
{
    private const int Kills = 2;

    [Fact]
    public async Task It_goes_on_where_it_was_killed_and_has_each_record_once()
    {
        await vadstena.Host.StopAppAsync(TestContext.Current.CancellationToken);
        using var karin = new Registrar(vadstena);
        Guid? order = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var doomed = await StartAsync();
            order ??= await karin.OrderAsync(Registrar.OfGoal("hallbar"));
            var before = await PartsAsync(order.Value);
            await karin.LookAsync();
            while (await PartsAsync(order.Value) <= before + 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            doomed.Kill();
            Assert.Equal(RecordState.Gathering, await vadstena.InStorage(db => db.RecordExports.Where(row => row.Id == order).Select(row => row.State).SingleAsync()));
        }

        using var last = await StartAsync();
        var zip = await karin.TakeAsync(order!.Value);

        // Meanwhile the app may have read the messages anew, and called the links what is in them.
        var rows = zip.Table("kopplingar.csv").Skip(1).Select(row => Assert.Single(Viewing.SecretsIn(row[8]))).ToList();
        Assert.Equal(vadstena.SecretsOpenTo(vadstena.Person(Steward.Person)).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fetched_twice_or_after_a_restore_it_is_the_same_byte_for_byte()
    {
        await vadstena.Host.StopAppAsync(TestContext.Current.CancellationToken);
        var backup = Path.Combine(vadstena.Folder, "kopia.db");
        using var karin = new Registrar(vadstena);
        var fetched = new List<(HttpStatusCode Status, byte[] Body)>();
        Guid id;
        using (await StartAsync())
        {
            id = await karin.OrderAsync(Registrar.OfGoal("vaxande"));
            await karin.TakeAsync(id);
            fetched.AddRange([await karin.FetchAsync(id), await karin.FetchAsync(id)]);
            Assert.Equal(0, (await ProductCommand.RunHereAsync(vadstena, "backup", backup)).Code);
            // What it was made of is changed, or is no more.
            await vadstena.InStorage(async db =>
            {
                await db.Goals.ExecuteUpdateAsync(update => update.SetProperty(goal => goal.DecisionReference, "Ett annat beslut"));
                await db.RecordExportParts.ExecuteDeleteAsync();
                await db.LinkGoals.ExecuteDeleteAsync();
                return await db.Links.ExecuteDeleteAsync();
            });
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        var (said, refused, code) = await ProductCommand.RunHereAsync(vadstena, "restore", backup);
        Assert.True(code == 0, said + refused);
        using (await StartAsync())
        {
            fetched.Add(await karin.FetchAsync(id));
        }

        Assert.All(fetched, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.True(fetched[0].Body.Length > 10_000);
        Assert.Equal(fetched[0].Body, fetched[1].Body);
        Assert.Equal(fetched[0].Body, fetched[2].Body);
    }

    private Task<int> PartsAsync(Guid order) => vadstena.InStorage(db => db.RecordExportParts.CountAsync(part => part.ExportId == order));

    private async Task<ProductProcess> StartAsync()
    {
        var product = ProductProcess.Start(vadstena.Host);
        await product.UntilReadyAsync(TestContext.Current.CancellationToken);
        return product;
    }
}
