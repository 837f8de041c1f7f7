namespace TillitTeams.Tests.Harness;

/// <summary>A tenant whose product keeps everything in SQLite's file, for what is about that file.</summary>
public class SqliteTenant : LocalTenant
{
    protected override IReadOnlyDictionary<string, string?> Store => TestStore.InFile;
}
