using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace TillitTeams.Storage;

/// <summary>
/// <c>PRAGMA data_version</c> differs once another connection has committed, so one connection is kept for asking it and
/// writes nothing (<em>SQLite, Pragma statements</em>).
/// </summary>
internal sealed class SqliteMark(IOptions<StorageOptions> options) : ChangeMark, IDisposable
{
    private readonly Lock gate = new();
    private SqliteCommand? ask;

    public override ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ask ??= Open();
            return ValueTask.FromResult(((long)ask.ExecuteScalar()!).ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            ask?.Connection?.Dispose();
            ask?.Dispose();
        }
    }

    private SqliteCommand Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ToString());
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return command;
    }
}
