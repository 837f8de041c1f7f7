using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Storage;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>Whether what is stored is whole after all that was sent.</summary>
internal static class WholeStore
{
    private const string Counted = "SELECT CAST(count(*) AS integer) AS \"Value\" FROM";
    private const string Lists = "SELECT TenantId, List, PlaceId, Position FROM";

    /// <summary>In the lists, and no longer true.</summary>
    private const string Forgotten = $"{Counted} ({Lists} ListedLinks EXCEPT {Lists} LinkLists) AS found";
    private const string Missing = $"{Counted} ({Lists} LinkLists EXCEPT {Lists} ListedLinks) AS found";
    private const string Dangling = $"{Counted} (SELECT * FROM pragma_foreign_key_check) AS found";

    /// <summary>What nobody here may change.</summary>
    public static async Task<IReadOnlyList<string>> NeighboursRowsAsync(this NeighbourRows vadstena) =>
        [.. (await vadstena.StoredRowsAsync()).Where(row => row.Contains(TwoTenants.Neighbour.ToString(), StringComparison.OrdinalIgnoreCase))];

    public static async Task CheckAsync(NeighbourRows vadstena)
    {
        await vadstena.InDatabase(async db =>
        {
            Assert.Equal(0, await CountAsync(db, Forgotten));
            Assert.Equal(0, await CountAsync(db, Missing));
            if (db.Database.IsSqlite())
            {
                Assert.Equal(["ok"], await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").ToListAsync());
                Assert.Equal(0, await CountAsync(db, Dangling));
            }

            return true;
        });
        // PostgreSQL takes none, so a file that has one cannot be moved there.
        Assert.Equal([], (await vadstena.StoredRowsAsync()).Where(row => row.Contains('\0', StringComparison.Ordinal)));
        await using var scope = vadstena.OpenScope();
        await scope.ServiceProvider.GetRequiredService<SealAudit>().RunAllAsync(TestContext.Current.CancellationToken);
        Assert.Equal([], (await scope.ServiceProvider.GetRequiredService<VerifyAudit>().RunAsync(TestContext.Current.CancellationToken)).Faults);
        await TagAsync(vadstena);
    }

    /// <summary>People go on as if nothing had happened.</summary>
    private static async Task TagAsync(NeighbourRows vadstena)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        // Some may have ended on the way.
        var goal = await vadstena.InDatabase(async db => (await db.Goals.AsNoTracking().ToListAsync()).First(goal => goal.IsValidOn(today)).Code);
        var spot = vadstena.Write("skola/allmant", "sara", "<p>Nu är allt som vanligt igen.</p>");
        await vadstena.LinkInTabAsync("sara", spot, goal);
        using var sara = vadstena.AppClient("sara");
        Assert.Contains("Nu är allt som vanligt igen.", System.Net.WebUtility.HtmlDecode(await sara.GetStringAsync("views/mine", TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        Assert.Contains("page", await sara.GetStringAsync($"views/goal/{goal}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>However busy the machine is: Teams would give up after five seconds.</summary>
    public static async Task LinkInTabAsync(this LocalTenant vadstena, string person, Spot spot, string goal)
    {
        using var viewer = vadstena.AppClient(person);
        var url = vadstena.Tenant.Read(content => TillitTeams.Sandbox.Tenant.MessageLink.To(content, spot.Conversation, spot.Message));
        using var form = new FormUrlEncodedContent([new("url", url), new("goals", goal), new("why", "Barnen får läsa i fred.")]);
        using var answer = await viewer.PostAsync(new Uri("views/link", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Contains(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
    }

    private static Task<int> CountAsync(TillitDb db, string statement) => db.Database.SqlQueryRaw<int>(statement).SingleAsync();
}
