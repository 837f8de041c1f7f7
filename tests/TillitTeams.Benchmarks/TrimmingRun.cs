using System.Diagnostics;
using System.Globalization;
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
/// A goal's page for somebody of whom Graph has said nothing yet: what is linked behind it stands in one channel, in ten, in
/// five hundred. What is remembered of a person is forgotten between the views.
/// </summary>
internal static class TrimmingRun
{
    private const int WarmUps = 3;
    private const int Rounds = 15;

    private static readonly int[] Sources = [1, 10, 500];
    private static readonly TimeSpan Forgotten = TimeSpan.FromSeconds(1.1);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        Console.WriteLine("Trimming…");
        var tenants = new List<SandboxHost>();
        var folder = Directory.CreateTempSubdirectory("tillit-benchmark-").FullName;
        try
        {
            foreach (var sources in Sources)
            {
                tenants.Add(await StartAsync(sources, Path.Combine(folder, $"{sources}.db")));
            }

            var times = Sources.Select(_ => new List<double>()).ToList();
            for (var round = -WarmUps; round < Rounds; round++)
            {
                for (var at = 0; at < tenants.Count; at++)
                {
                    var time = await ViewAsync(tenants[at]);
                    if (round >= 0)
                    {
                        times[at].Add(time);
                    }
                }

                await Task.Delay(Forgotten);
            }

            return [.. Sources.Select((sources, at) => new Figure(
                string.Create(CultureInfo.InvariantCulture, $"goal page, nothing remembered of the viewer, sources in {sources} channel{(sources == 1 ? "" : "s")}"), Figure.Median(times[at]), "ms"))];
        }
        finally
        {
            foreach (var tenant in tenants)
            {
                await tenant.DisposeAsync();
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> ViewAsync(SandboxHost tenant)
    {
        using var client = tenant.CreateAppClient(tenant.Tenant.Read(content => content.FindPerson(SeedIds.Person("karin"))));
        var start = Stopwatch.GetTimestamp();
        var page = await client.GetStringAsync("views/goal/hallbar");
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return page.Contains("Samma ansikten", StringComparison.Ordinal) ? time : throw new InvalidOperationException("The page does not show what is linked.");
    }

    private static async Task<SandboxHost> StartAsync(int channels, string database)
    {
        var tenant = await SandboxHost.StartAsync(
            new SandboxSettings
            {
                ClientPort = 0,
                AppPort = 0,
                CloudPort = 0,
                GraphLimits = GraphLimits.None,
                AppSettings = new Dictionary<string, string?>
                {
                    ["Storage:ConnectionString"] = $"Data Source={database}",
                    ["Graph:SightLifetime"] = "00:00:01",
                    ["Tab:PublicUrl"] = null,
                },
            },
            CancellationToken.None);
        var written = TimeProvider.System.GetUtcNow().AddHours(-2);
        var team = new Team
        {
            Id = new Guid(1, 0, 0, new byte[8]),
            Key = "enhet",
            DisplayName = "Enhet",
            Description = "",
            AppInstalled = true,
            Members = [SeedIds.Person("karin")],
            Channels = [.. Enumerable.Range(0, channels).Select(channel => new Channel
            {
                Id = $"19:{channel:D32}@thread.tacv2", Key = $"enhet/{channel}", DisplayName = $"Grupp {channel}", Description = "", Messages = [Said(written.AddSeconds(channel))],
            })],
        };
        tenant.Tenant.Change(content =>
        {
            content.Teams.Add(team);
            return null;
        });

        await using var scope = tenant.AppServices.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant.Tenant.Id, Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
        var goal = await db.Goals.Where(goal => goal.Code == "hallbar").Select(goal => goal.Id).SingleAsync();
        db.AddRange(team.Channels.Select(channel => LinkIn(tenant.Tenant.Id, team, channel, goal)));
        await db.SaveChangesAsync();
        return tenant;
    }

    private static Message Said(DateTimeOffset at) => new()
    {
        Id = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), CreatedAt = at, FromPerson = SeedIds.Person("karin"), Html = "<p>Samma ansikten</p>",
    };

    private static Link LinkIn(Guid tenant, Team team, Channel channel, Guid goal)
    {
        var message = channel.Messages[0];
        var source = MessageSource.InChannel(team.Id.ToString(), channel.Id, message.Id, null);
        var link = new Link
        {
            Id = Guid.CreateVersion7(message.CreatedAt),
            TenantId = tenant,
            SourceKey = source.Key,
            Message = source,
            ContainerId = source.ContainerId,
            WebUrl = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(channel.Id)}/{message.Id}",
            Title = "Samma ansikten i hemtjänsten",
            PlaceName = $"{team.DisplayName} › {channel.DisplayName}",
            OccurredAt = message.CreatedAt,
            TaggedAt = message.CreatedAt,
            ChangedAt = message.CreatedAt,
        };
        link.Goals.Add(new LinkGoal { TenantId = tenant, LinkId = link.Id, GoalId = goal });
        return link;
    }
}
