using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>What was gathered goes out as it is read, without ever being held whole.</summary>
public sealed class KeptExportTests(KeptExportTests.CountedReads vadstena) : IClassFixture<KeptExportTests.CountedReads>
{
    [Fact]
    public async Task It_goes_out_while_it_is_read_and_is_held_back_when_nobody_takes_it()
    {
        const int Parts = 80;
        var id = await StoreAsync(Parts);
        using var client = vadstena.AppClient(Steward.Person);
        vadstena.Reads.Reset();

        using var answer = await client.GetAsync(new Uri($"views/records/{id}/file", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await body.ReadExactlyAsync(new byte[1_000], TestContext.Current.CancellationToken);
        var read = await vadstena.Reads.WhenStillAsync();

        // Each part is read once for every file that it goes into. What fits into the connection's buffers is under way already.
        Assert.InRange(read, 1, Parts);
        await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        Assert.InRange(vadstena.Reads.Count, 3 * (Parts - 1), 20 * Parts);
    }

    [Fact]
    public async Task What_ends_in_the_middle_is_no_file()
    {
        var id = await StoreAsync(4);
        await vadstena.InDatabase(db => db.RecordExportParts.Where(part => part.ExportId == id && part.Number == 3).ExecuteDeleteAsync());
        using var client = vadstena.AppClient(Steward.Person);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetByteArrayAsync(new Uri($"views/records/{id}/file", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    /// <summary>An export with parts that do not shrink.</summary>
    private async Task<Guid> StoreAsync(int parts)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await vadstena.InDatabase(db =>
        {
            db.Add(new RecordExport
            {
                Id = id, TenantId = vadstena.Tenant.Id, Scope = RecordScope.Period, From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 1, 31), Language = "sv",
                OrderedById = vadstena.Person(Steward.Person).Id, OrderedAt = now, State = RecordState.Ready, Parts = parts, ReadyAt = now, ExpiresAt = now.AddDays(1),
            });
            var frame = new RecordFrame("Vadstena kommun", RecordScope.Period, null, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), now, [], []);
            for (var number = 0; number < parts; number++)
            {
                var (stage, content) = number == 0 ? (RecordStage.Decisions, PartContent.Pack([frame])) : (RecordStage.Links, PartContent.Pack([.. Enumerable.Range(0, 100).Select(_ => Random(now))]));
                db.Add(new RecordExportPart { TenantId = vadstena.Tenant.Id, ExportId = id, Number = number, Stage = stage, Content = content! });
            }

            return db.SaveChangesAsync();
        });
        return id;
    }

    private static LinkRecord Random(DateTimeOffset now) => new(
        Guid.NewGuid(), LinkKind.Message, "Samtal", "Kommunkansliet", "https://teams.microsoft.com/", now, false, now, now, Convert.ToHexString(RandomNumberGenerator.GetBytes(1_500)), [], [], null);

    public sealed class CountedReads : RecordsTenant
    {
        public ReadParts Reads { get; } = new();

        protected override SandboxSettings Settings => base.Settings with
        {
            ConfigureApp = builder => builder.Services.ConfigureDbContext<TillitDb>(db => db.AddInterceptors(Reads)).ConfigureDbContext<PostgresDb>(db => db.AddInterceptors(Reads)),
        };
    }

    /// <summary>How often a part was read.</summary>
    public sealed class ReadParts : DbCommandInterceptor
    {
        private int count;

        public int Count => Volatile.Read(ref count);

        public void Reset() => Volatile.Write(ref count, 0);

        /// <summary>Once no more are read for a while.</summary>
        public async Task<int> WhenStillAsync()
        {
            for (var before = -1; before != Count;)
            {
                before = Count;
                await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            return Count;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains(".Content", StringComparison.OrdinalIgnoreCase) || command.CommandText.Contains("\"Content\"", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref count);
            }

            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
