using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.Live;

namespace TillitTeams.Tests.Goals;

/// <summary>
/// A tenant with links in a school's channels, one of them closed to Karin, in one channel of Johan's, and in channels
/// that neither is in. Of the goals <i>attraktiv</i> has no link that says why, and none to the principle <i>kvalitet</i>.
/// </summary>
public class ManyLinks : LiveTenant
{
    /// <summary>A word that every link says.</summary>
    public const string CommonWord = "vardag";

    /// <summary>A word that the very first one says alone.</summary>
    public const string RareWord = "smultron";

    private static readonly string[] Open = ["skola/allmant", "skola/klosterangen", "skola/lasning"];

    private int made;

    public DatabaseSteps Steps { get; } = new();

    /// <summary>Its steps are SQLite's.</summary>
    protected override IReadOnlyDictionary<string, string?> Store => TestStore.InFile;

    protected override SandboxSettings Settings
    {
        get
        {
            var settings = base.Settings;
            return settings with
            {
                ConfigureApp = builder =>
                {
                    settings.ConfigureApp?.Invoke(builder);
                    builder.Services.ConfigureDbContext<TillitDb>(db => db.AddInterceptors(Steps));
                },
            };
        }
    }

    /// <summary>The place where what <see cref="LinkFewAsync"/> makes begins.</summary>
    public string Beginning => $"{Clock.GetUtcNow().AddDays(-10).UtcTicks}.{Guid.Empty:N}";

    public Task LinkFewAsync(int count = 3_000) => LinkAsync(
        [.. Open.Append("skola/elevhalsa").Append("bygg/bygglov").Select(InTenant), .. Enumerable.Range(0, 5).Select(Elsewhere)], count, daysAgo: 10);

    /// <summary>Where there are links already, older and newer, but no more in Johan's channel.</summary>
    public async Task LinkManyAsync()
    {
        await LinkAsync([.. Open.Select(InTenant)], 6_000, daysAgo: 20);
        await LinkAsync([.. Open.Select(InTenant)], 6_000, daysAgo: 9);
        await LinkAsync([InTenant("skola/elevhalsa"), Elsewhere(1)], 12_000, daysAgo: 5);
    }

    public Task AnalyzeAsync() => InDatabase(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));

    private static string[] InTenant(string key) => [SeedIds.Team(key.Split('/')[0]).ToString(), SeedIds.Channel(key)];

    private static string[] Elsewhere(int number) => [new Guid(number + 1, 0, 0, new byte[8]).ToString(), $"19:elsewhere{number}@thread.tacv2"];

    private Task<int> LinkAsync(string[][] places, int count, int daysAgo)
    {
        var (from, to) = (made, made += count);
        var newest = Clock.GetUtcNow().AddDays(-daysAgo);
        return InDatabase(db => db.Database.ExecuteSqlAsync(
            $$"""
            WITH RECURSIVE Number(n) AS (SELECT {{from}} UNION ALL SELECT n + 1 FROM Number WHERE n + 1 < {{to}}),
            Place(i, TeamId, ChannelId) AS (SELECT key, value ->> 0, value ->> 1 FROM json_each({{JsonSerializer.Serialize(places)}}))
            INSERT INTO Links (
              Id, TenantId, Kind, SourceKey, Message_TeamId, Message_ChannelId, Message_MessageId, WebUrl, Title, PlaceName, ContainerId,
              OccurredAt, Why, TaggedById, TaggedAt, ChangedAt, State, Version)
            SELECT
              printf('%08X-0000-7000-8000-000000000000', n), {{Tenant.Id}}, 0, printf('channel/%s/%d', ChannelId, n), TeamId, ChannelId, n, 'https://teams.microsoft.com/',
              CASE n WHEN 0 THEN {{RareWord}} ELSE 'Samtal' END, {{CommonWord}}, TeamId,
              {{newest.UtcTicks}} - n * {{TimeSpan.TicksPerSecond}}, CASE WHEN n % 3 < 2 THEN 'Därför' END, {{Person("karin").Id}},
              {{newest.UtcTicks}} - n * {{TimeSpan.TicksPerSecond}}, {{newest.UtcTicks}}, 0, {{Guid.Empty}}
            FROM Number JOIN Place ON i = n / 3 % {{places.Length}};

            INSERT INTO LinkGoals (LinkId, GoalId, TenantId)
            SELECT link.Id, goal.Id, link.TenantId FROM Links AS link
            JOIN Goals AS goal ON goal.TenantId = link.TenantId AND goal.Code = CASE link.Message_MessageId % 3 WHEN 0 THEN 'hallbar' WHEN 1 THEN 'vaxande' ELSE 'attraktiv' END
            WHERE link.Message_MessageId + 0 >= {{from}};

            INSERT INTO LinkPrinciples (LinkId, PrincipleId, TenantId)
            SELECT link.Id, principle.Id, link.TenantId FROM Links AS link
            JOIN Principles AS principle ON principle.TenantId = link.TenantId AND principle.Code = CASE link.Message_MessageId % 3 WHEN 2 THEN 'tillit' ELSE
              CASE link.Message_MessageId / 30 % 2 WHEN 0 THEN 'kvalitet' ELSE 'tillit' END END
            WHERE link.Message_MessageId + 0 >= {{from}};
            """));
    }
}
