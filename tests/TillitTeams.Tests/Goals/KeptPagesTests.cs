using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>A page that is opened again is not composed again, unless something has changed; and nobody gets another's.</summary>
public sealed class KeptPagesTests(KeptPagesTests.Counted vadstena) : IClassFixture<KeptPagesTests.Counted>, IDisposable
{
    private static readonly string[] Kept = ["views/goals", "views/goal/hallbar", "views/principle/tillit"];

    public static TheoryData<string> Pages => [.. Kept];

    public void Dispose() => vadstena.Host.Faults.Clear();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Opened_again_it_is_the_same_to_the_byte_and_reads_nothing(string page)
    {
        using var viewer = vadstena.AppClient("lena");
        var first = await viewer.GetByteArrayAsync(page, TestContext.Current.CancellationToken);
        int read, look = 0;
        do
        {
            // Now and then the app writes something of its own just then.
            Assert.True(look++ < 20, "It is composed each time.");
            read = vadstena.Reads.Of("Goals");
            Assert.Equal(first, await viewer.GetByteArrayAsync(page, TestContext.Current.CancellationToken));
        }
        while (vadstena.Reads.Of("Goals") != read);

        await vadstena.TouchAsync();
        Assert.Equal(first, await viewer.GetByteArrayAsync(page, TestContext.Current.CancellationToken));
        Assert.NotEqual(read, vadstena.Reads.Of("Goals"));
    }

    [Fact]
    public async Task What_somebody_has_just_linked_is_there()
    {
        using var viewer = vadstena.AppClient("lena");
        Assert.DoesNotContain("Nyss skrivet", await viewer.ReadAsync("views/goal/hallbar"), StringComparison.Ordinal);

        var spot = vadstena.Write("omsorg/allmant", "lena", "<p>Nyss skrivet</p>");
        await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"));

        Assert.Contains("Nyss skrivet", await viewer.ReadAsync("views/goal/hallbar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_instance_has_written_is_there()
    {
        using var viewer = vadstena.AppClient("lena");
        await viewer.ReadAsync("views/goals");

        await vadstena.InStorage(db => db.Goals.Where(goal => goal.Code == "attraktiv").ExecuteUpdateAsync(update => update.SetProperty(goal => goal.Name.Sv, "Attraktiv och öppen")));

        Assert.Contains("Attraktiv och öppen", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_another_language_it_is_another_page()
    {
        using var viewer = vadstena.AppClient("sara");
        var swedish = await viewer.ReadAsync("views/goal/vaxande");
        viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        Assert.NotEqual(swedish, await viewer.ReadAsync("views/goal/vaxande"));
    }

    [Fact]
    public async Task Nobody_gets_the_page_of_somebody_who_sees_more()
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Bara för oss i omsorgen</p>");
        await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"));
        using var lena = vadstena.AppClient("lena");
        using var johan = vadstena.AppClient("johan");

        Assert.Contains("Bara för oss i omsorgen", await lena.ReadAsync("views/goal/hallbar"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bara för oss i omsorgen", await johan.ReadAsync("views/goal/hallbar"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_could_not_be_checked_is_checked_when_it_is_opened_again()
    {
        var spot = vadstena.Write("omsorg/allmant", "lena", "<p>Snart bekräftat</p>");
        await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "vaxande"));
        vadstena.Host.AppServices.GetRequiredService<TillitTeams.Graph.SightCache>().Store.Clear();
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Drop);
        using var viewer = vadstena.AppClient("lena");
        Assert.Contains("role=\"status\"", await viewer.ReadAsync("views/goal/vaxande"), StringComparison.Ordinal);

        vadstena.Host.Faults.Clear();

        var page = await viewer.ReadAsync("views/goal/vaxande");
        Assert.DoesNotContain("role=\"status\"", page, StringComparison.Ordinal);
        Assert.Contains("Snart bekräftat", page, StringComparison.Ordinal);
    }

    /// <summary>In a PostgreSQL server that other tests write in too, a page may be composed again at any moment.</summary>
    public sealed class Counted : SqliteTenant
    {
        public ReadsOfTables Reads { get; } = new();

        protected override SandboxSettings Settings => base.Settings with
        {
            ConfigureApp = builder => builder.Services.ConfigureDbContext<TillitTeams.Storage.TillitDb>(db => db.AddInterceptors(Reads)),
        };
    }

    /// <summary>How often the product has read a table.</summary>
    public sealed class ReadsOfTables : DbCommandInterceptor
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> commands = [];

        public int Of(string table) => commands.Count(command => command.Contains($"FROM \"{table}\"", StringComparison.OrdinalIgnoreCase) || command.Contains($"FROM {table} ", StringComparison.OrdinalIgnoreCase));

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            commands.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
