using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage;

/// <summary>For one tenant, another's rows are not there: not to read, not to change, not on any page.</summary>
public sealed class TenantFilterTests(NeighbourRows vadstena) : IClassFixture<NeighbourRows>
{
    [Fact]
    public async Task Every_stored_kind_of_row_belongs_to_a_tenant_and_is_filtered_by_it() =>
        Assert.All(await KindsAsync(), kind =>
        {
            Assert.True(kind.ClrType.IsAssignableTo(typeof(ITenantRow)), kind.Name);
            Assert.NotEmpty(kind.GetDeclaredQueryFilters());
        });

    [Fact]
    public async Task Of_every_kind_the_neighbour_has_rows_and_Vadstena_reads_none_of_them()
    {
        foreach (var kind in await KindsAsync())
        {
            var (visible, all) = await vadstena.InDatabase(async db => (
                await Rows(db, kind).ToListAsync(),
                await Rows(db, kind).IgnoreQueryFilters().ToListAsync()));

            Assert.Contains(all, row => row.TenantId == TwoTenants.Neighbour);
            Assert.All(visible, row => Assert.Equal(vadstena.Tenant.Id, row.TenantId));
        }
    }

    [Theory]
    [InlineData(EntityState.Added)]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task Rows_of_another_tenant_cannot_be_written(EntityState state)
    {
        var before = await vadstena.StoredRowsAsync();
        foreach (var kind in await KindsAsync())
        {
            await vadstena.InDatabase(async db =>
            {
                var row = await Rows(db, kind).IgnoreQueryFilters().AsNoTracking().FirstAsync(row => row.TenantId == TwoTenants.Neighbour);
                db.Entry(row).State = state;
                await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
                Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
                return true;
            });
        }

        Assert.Equal(before, await vadstena.StoredRowsAsync());
    }

    [Fact]
    public async Task Changes_made_in_the_database_itself_stop_at_the_tenant_too()
    {
        var changed = await vadstena.InDatabase(db => db.ChannelInstallations
            .Where(row => row.TeamName == NeighbourRows.Secret)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.TeamName, "Vadstena")));
        var deleted = await vadstena.InDatabase(db => db.Initiatives.Where(row => row.Title == NeighbourRows.Secret).ExecuteDeleteAsync());

        Assert.Equal((0, 0), (changed, deleted));
    }

    [Fact]
    public async Task Before_anybody_is_identified_there_is_nothing_to_read_and_nothing_can_be_written()
    {
        await using var scope = vadstena.Host.AppServices.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();

        foreach (var kind in await KindsAsync())
        {
            Assert.Empty(await Rows(db, kind).ToListAsync(TestContext.Current.CancellationToken));
        }

        db.Add(new Initiative { Id = Guid.NewGuid(), Title = "Ingens" });
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("views/goals")]
    [InlineData("views/goal/hallbar")]
    [InlineData("views/goal/hallbar?principle=tillit")]
    [InlineData("views/goal/hallbar?q=grannhemlis")]
    [InlineData("views/goal/hallbar?period=month")]
    [InlineData("views/principle/tillit")]
    [InlineData("views/principle/tillit?goal=hallbar")]
    [InlineData("views/mine")]
    [InlineData("views/personal")]
    [InlineData("views/personal/export")]
    [InlineData("views/retention")]
    [InlineData("views/model")]
    [InlineData("views/model/history")]
    [InlineData("views/model/export")]
    public async Task No_page_shows_anything_of_the_neighbours(string view)
    {
        using var viewer = vadstena.AppClient("lena");

        var text = await viewer.ReadAsync(view);

        // The words that were searched for stand in the search box again.
        Assert.DoesNotContain(NeighbourRows.Secret, text.Replace($"value=\"{NeighbourRows.Secret}\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_the_neighbour_has_linked_is_new_to_Vadstena()
    {
        var (conversation, message) = vadstena.Shared;
        var activities = vadstena.Host.Activities;
        var lena = vadstena.Person("lena");

        var dialog = await vadstena.Host.Bot.SendAsync(activities.FetchTask(lena, conversation.Id, message.Id, "linkToGoal"), TestContext.Current.CancellationToken);
        var data = new JsonObject { ["verb"] = "linkToGoal", ["goals"] = "vaxande", ["principles"] = "" };
        await vadstena.Host.Bot.SendAsync(activities.SubmitAction(lena, conversation.Id, message.Id, "linkToGoal", data), TestContext.Current.CancellationToken);

        Assert.Equal(200, dialog.Status);
        Assert.DoesNotContain(NeighbourRows.Secret, dialog.Body!.ToJsonString(), StringComparison.Ordinal);
        var link = Assert.Single(await vadstena.Links());
        Assert.Single(link.Goals);
        Assert.Empty(link.Principles);
        var neighbours = await vadstena.InDatabase(db => db.Links.AsNoTracking().ToListAsync(), TwoTenants.Neighbour);
        Assert.Equal(NeighbourRows.Secret, Assert.Single(neighbours).Why);
    }

    private Task<List<IEntityType>> KindsAsync() => vadstena.InDatabase(db =>
        Task.FromResult(db.Model.GetEntityTypes().Where(kind => !kind.IsOwned()).ToList()));

    private static IQueryable<ITenantRow> Rows(TillitDb db, IEntityType kind) =>
        (IQueryable<ITenantRow>)typeof(TillitDb).GetMethod(nameof(DbContext.Set), 1, [])!.MakeGenericMethod(kind.ClrType).Invoke(db, null)!;
}
