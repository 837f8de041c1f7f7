using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;

namespace TillitTeams.Benchmarks;

/// <summary>
/// A local tenant whose product holds so many links. The newest thousands are to messages that are there; those
/// further back are spread over the tenant's conversations, and over as many more that nobody here is in.
/// </summary>
internal sealed class LinkedTenant : IAsyncDisposable
{
    private const int ConversationsOfOthers = 400;
    private const int Messages = 3_000;

    /// <summary>One person asks for as much as can be answered.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Unlimited = new Dictionary<string, string?>
    {
        ["Limits:PersonPerSecond"] = "10000",
        ["Limits:PersonBurst"] = "100000",
        ["Limits:TenantPerSecond"] = "100000",
        ["Limits:TenantBurst"] = "1000000",
    };

    /// <summary>As many are in memory at a time.</summary>
    private const int AtATime = 50_000;

    private readonly string folder;

    private LinkedTenant(string folder, SandboxHost host)
    {
        this.folder = folder;
        Host = host;
    }

    public SandboxHost Host { get; }

    /// <param name="links">How many there shall be.</param>
    /// <param name="openTo">Key of somebody who can open them all; null to spread them.</param>
    /// <param name="store">Where they lie; SQLite when nothing is said.</param>
    public static async Task<LinkedTenant> StartAsync(int links, string? openTo = null, BenchmarkStore? store = null)
    {
        var folder = Directory.CreateTempSubdirectory("tillit-benchmark-").FullName;
        var host = await SandboxHost.StartAsync(
            new SandboxSettings
            {
                ClientPort = 0,
                AppPort = 0,
                CloudPort = 0,
                DataDirectory = folder,
                GraphLimits = GraphLimits.None,
                // What Graph said is remembered through the whole run: what is measured is the product.
                // Most of the messages are not there, so nobody is to go and look whether they have changed; and nobody
                // else is to write while the rows come in.
                AppSettings = new Dictionary<string, string?>(Unlimited.Concat((store ?? BenchmarkStore.All[0]).SettingsFor(folder)))
                {
                    ["Graph:SightLifetime"] = "00:15:00",
                    ["Tab:PublicUrl"] = null,
                    ["Outbox:Interval"] = "00:10:00",
                },
            },
            CancellationToken.None);
        var tenant = new LinkedTenant(folder, host);
        tenant.Talk();
        await tenant.LinkAsync(links, openTo);
        return tenant;
    }

    public Person Person(string key) => Host.Tenant.Read(content => content.FindPerson(SeedIds.Person(key)))!;

    /// <summary>Something is written somewhere, so that no page is the one that was composed before.</summary>
    public async Task TouchAsync()
    {
        await using var scope = OpenScope();
        await scope.ServiceProvider.GetRequiredService<TillitDb>().Goals.ExecuteUpdateAsync(update => update.SetProperty(goal => goal.Code, goal => goal.Code));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The seed's conversations went on for longer than the seed tells.</summary>
    private void Talk() => Host.Tenant.Change(content =>
    {
        var channels = content.Teams.SelectMany(team => team.Channels).ToList();
        var oldest = channels.SelectMany(channel => channel.Messages).Min(message => message.CreatedAt);
        for (var at = channels.Sum(channel => channel.Messages.Count); at < Messages; at++)
        {
            oldest = oldest.AddMinutes(-1);
            channels[at % channels.Count].Messages.Add(new Message
            {
                Id = oldest.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), CreatedAt = oldest, FromPerson = SeedIds.Person("karin"), Html = "<p>Samma ansikten</p>",
            });
        }

        return null;
    });

    /// <summary>Rows as the product writes them, without asking it a million times.</summary>
    private async Task LinkAsync(int links, string? openTo)
    {
        await using var scope = OpenScope();
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
        var goals = await db.Goals.Select(goal => goal.Id).ToListAsync();
        var principles = await db.Principles.Select(principle => principle.Id).ToListAsync();

        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        if (connection is SqliteConnection)
        {
            // Indexes of a million rows do not fit in the two megabytes that SQLite takes by itself, and what it notes down
            // to undo a statement with triggers would go through files.
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -1000000; PRAGMA temp_store = MEMORY");
        }

        await using var transaction = await connection.BeginTransactionAsync();
        var insert = new InsertLinks(Host.Tenant.Id);
        var seeded = openTo is null ? Seeded() : [.. Seeded().Where(message => IsOpen(message.Source, openTo))];
        var places = openTo is null ? Places() : [.. Places().Where(place => IsOpen(place, openTo))];
        var random = new Random(7);
        var oldest = seeded[^1].At;
        for (var at = 0; at < links; at++)
        {
            var (source, time) = at < seeded.Count
                ? (seeded[at].Source, seeded[at].At)
                : (places[random.Next(places.Count)] with { MessageId = $"{at}" }, oldest.AddMinutes(-at));
            insert.Add(source, time, goals[random.Next(goals.Count)], principles[random.Next(principles.Count)], at);
            if (at % AtATime == AtATime - 1)
            {
                await insert.WriteAsync(connection, transaction);
            }
        }

        await insert.WriteAsync(connection, transaction);
        await transaction.CommitAsync();
        await db.Database.ExecuteSqlRawAsync(connection is SqliteConnection ? "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);" : "VACUUM ANALYZE");
    }

    private AsyncServiceScope OpenScope()
    {
        var scope = Host.AppServices.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(Host.Tenant.Id, Guid.Empty);
        return scope;
    }

    private bool IsOpen(MessageSource source, string person) => Host.Tenant.Read(content =>
        content.FindChannel(source.ConversationId) is { } found && content.IsMember(SeedIds.Person(person), found.Channel));

    private List<(MessageSource Source, DateTimeOffset At)> Seeded() => Host.Tenant.Read(content => content.Teams
        .SelectMany(team => team.Channels.SelectMany(channel => channel.Messages.Select(message =>
            (MessageSource.InChannel(team.Id.ToString(), channel.Id, message.Id, message.ReplyToId), message.CreatedAt))))
        .OrderByDescending(message => message.CreatedAt)
        .ToList());

    private List<MessageSource> Places() => Host.Tenant.Read(content => content.Teams
        .SelectMany(team => team.Channels.Select(channel => MessageSource.InChannel(team.Id.ToString(), channel.Id, "", null)))
        .Concat(Enumerable.Range(0, ConversationsOfOthers).Select(other =>
            MessageSource.InChannel(new Guid(other + 1, 0, 0, new byte[8]).ToString(), $"19:other{other}@thread.tacv2", "", null)))
        .ToList());
}
