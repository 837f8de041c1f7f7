using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Harness;

/// <summary>A tenant whose product keeps everything in PostgreSQL. Where there is none it does not start, and its tests skip.</summary>
public class PostgresTenant : LocalTenant
{
    /// <summary>Cards wait for the tests, and are taken a few at a time.</summary>
    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?> { ["Outbox:Interval"] = "00:10:00", ["Outbox:BatchSize"] = "7" },
    };

    protected override IReadOnlyDictionary<string, string?> Store => TestStore.InPostgres(Folder);

    public override async ValueTask InitializeAsync()
    {
        if (PostgresServer.ConnectionString is not null)
        {
            await base.InitializeAsync();
        }
    }
}
