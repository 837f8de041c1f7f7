using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;

namespace TillitTeams.Benchmarks;

/// <summary>
/// A tenant with so many channels that each want the weekly letter, in teams of two hundred, and a week in which
/// every team has something to tell. The product that sends them is another process.
/// </summary>
internal sealed class LetterTenant : IAsyncDisposable
{
    private const int ChannelsOfTeam = 200;
    private const int ToldInTeam = 12;

    /// <summary>Letters are due once a week: the one before this moment is sent as if it had just been.</summary>
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly DateTimeOffset Told = Now.AddHours(-2);

    private readonly string folder;
    private readonly DbContextOptions<TillitDb> database;

    private LetterTenant(string folder, SandboxHost host)
    {
        this.folder = folder;
        Host = host;
        database = new DbContextOptionsBuilder<TillitDb>().UseSqlite(host.ProductSettings["Storage:ConnectionString"]).Options;
    }

    public SandboxHost Host { get; }

    public static async Task<LetterTenant> StartAsync(int channels)
    {
        var folder = Directory.CreateTempSubdirectory("tillit-benchmark-").FullName;
        // Microsoft's documented limits are the Sandbox's own.
        var host = await SandboxHost.StartAsync(
            new SandboxSettings
            {
                ClientPort = 0,
                AppPort = 0,
                CloudPort = 0,
                // The local tenant itself is not kept on disk: ten thousand channels' posts written there again and again would hold up its answers.
                AppSettings = new Dictionary<string, string?>
                {
                    ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "tillitteams.db")}",
                    ["Digest:Interval"] = "00:00:01",
                    ["Digest:LatestAfter"] = "7.00:00:00",
                    ["Logging:LogLevel:Default"] = "Error",
                },
            },
            CancellationToken.None);
        var tenant = new LetterTenant(folder, host);
        var teams = tenant.Found(channels);
        await host.StopAppAsync(CancellationToken.None);
        await tenant.InStorageAsync(db => tenant.SubscribeAsync(db, teams));
        return tenant;
    }

    /// <summary>Reads or writes what the product stores, beside it.</summary>
    public async Task<T> InStorageAsync<T>(Func<TillitDb, Task<T>> act)
    {
        var caller = new Caller();
        caller.Identify(Host.Tenant.Id, Guid.Empty);
        await using var db = new TillitDb(database, caller);
        return await act(db);
    }

    /// <summary>No letter is written, and none is due.</summary>
    public Task RestAsync() => InStorageAsync(async db =>
    {
        await db.Deliveries.ExecuteDeleteAsync();
        return await db.DigestSubscriptions.ExecuteUpdateAsync(update => update.SetProperty(row => row.EndedAt, Now));
    });

    /// <summary>The letters of so many channels are due.</summary>
    public Task MakeDueAsync(int channels) => InStorageAsync(db =>
    {
        // The row says for which week it waits; when that was due the product works out again.
        var week = $"{ISOWeek.GetYear(Now.UtcDateTime)}-W{ISOWeek.GetWeekOfYear(Now.UtcDateTime):00}";
        return db.DigestSubscriptions.OrderBy(row => row.Target).Take(channels).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.NextWeek, week)
            .SetProperty(row => row.NextAt, Now.AddMinutes(-1))
            .SetProperty(row => row.EndedAt, (DateTimeOffset?)null));
    });

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private List<Team> Found(int channels)
    {
        var teams = Enumerable.Range(1, channels / ChannelsOfTeam).Select(team => new Team
        {
            Id = new Guid(team, 0, 0, new byte[8]),
            Key = $"enhet{team}",
            DisplayName = $"Enhet {team}",
            Description = "",
            AppInstalled = true,
            Members = [SeedIds.Person("karin")],
            Channels = [.. Enumerable.Range(0, ChannelsOfTeam).Select(channel => new Channel
            {
                Id = $"19:{team:D16}{channel:D16}@thread.tacv2", Key = $"enhet{team}/{channel}", DisplayName = $"Grupp {channel}", Description = "", Messages = channel < ToldInTeam ? [Said()] : [],
            })],
        }).ToList();
        Host.Tenant.Change(content =>
        {
            content.Teams.AddRange(teams);
            return null;
        });
        return teams;
    }

    private static Message Said() => new()
    {
        Id = Told.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), CreatedAt = Told, FromPerson = SeedIds.Person("karin"), Html = "<p>Samma ansikten</p>",
    };

    private async Task<int> SubscribeAsync(TillitDb db, List<Team> teams)
    {
        await db.Deliveries.ExecuteDeleteAsync();
        var goals = await db.Goals.AsNoTracking().Select(goal => goal.Id).ToListAsync();
        var local = TimeZoneInfo.ConvertTime(Now.AddMinutes(-1), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime;
        foreach (var team in teams)
        {
            db.AddRange(Enumerable.Range(0, ToldInTeam).Select(number => LinkIn(team, number, goals[number % goals.Count])));
            foreach (var channel in team.Channels)
            {
                db.Add(new ChannelInstallation
                {
                    Id = Guid.CreateVersion7(),
                    TenantId = Host.Tenant.Id,
                    Kind = ConversationKind.Channel,
                    ConversationId = channel.Id,
                    TeamId = team.Id.ToString(),
                    ServiceUrl = Host.Addresses.ConnectorUrl.ToString(),
                    Language = "sv",
                });
                db.Add(new DigestSubscription
                {
                    Id = Guid.CreateVersion7(),
                    TenantId = Host.Tenant.Id,
                    Target = channel.Id,
                    Language = "sv",
                    Weekday = local.DayOfWeek,
                    At = TimeOnly.FromDateTime(local),
                    PausesOverHolidays = false,
                    NextWeek = "",
                    NextAt = Now,
                    EndedAt = Now,
                });
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }

        return 0;
    }

    private Link LinkIn(Team team, int number, Guid goal)
    {
        var link = new Link
        {
            Id = Guid.CreateVersion7(),
            TenantId = Host.Tenant.Id,
            SourceKey = $"{team.Key}/{number}",
            Message = MessageSource.InChannel(team.Id.ToString(), team.Channels[number].Id, team.Channels[number].Messages[0].Id, null),
            ContainerId = team.Id.ToString(),
            WebUrl = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(team.Channels[number].Id)}/{number}",
            Title = $"Samma ansikten hos dem som har hemtjänst, {number}",
            PlaceName = $"{team.DisplayName} › {team.Channels[number].DisplayName}",
            Why = "Den som får hjälp möter någon som hen känner.",
            OccurredAt = Told,
            TaggedAt = Told,
            ChangedAt = Told,
        };
        link.Goals.Add(new LinkGoal { TenantId = Host.Tenant.Id, LinkId = link.Id, GoalId = goal });
        return link;
    }
}
