using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TillitTeams.Model;

namespace TillitTeams.Benchmarks;

/// <summary>Links with one goal and one principle each: prepared statements in SQLite, <c>COPY</c> in PostgreSQL.</summary>
internal sealed class InsertLinks(Guid tenant)
{
    /// <summary>Every sixth link says it, however many there are.</summary>
    public const string CommonWord = "sandning";

    /// <summary>Nine links say it, however many there are.</summary>
    public const string RareWord = "kulturnatten";

    private static readonly string[] Titles =
        ["Samma ansikten i hemtjänsten", "Sandning av gångvägar", "Läsgrupp i biblioteket", "Snabbare besked om bygglov", "Trygg skolväg", "Matråd på Klosterängen"];

    private readonly Table links = new("Links",
        "Id", "TenantId", "Kind", "SourceKey", "Message_TeamId", "Message_ChannelId", "Message_MessageId", "Message_RootMessageId", "WebUrl", "Title", "PlaceName",
        "ContainerId", "OccurredAt", "Why", "TaggedById", "TaggedAt", "ChangedAt", "State", "Version");

    private readonly Table goals = new("LinkGoals", "LinkId", "GoalId", "TenantId");
    private readonly Table principles = new("LinkPrinciples", "LinkId", "PrincipleId", "TenantId");

    public void Add(MessageSource source, DateTimeOffset at, Guid goalId, Guid principleId, int number)
    {
        var id = Guid.CreateVersion7(at);
        // Of links with any title some say why.
        var why = number % 5 == 0 ? $"De äldre möter färre ansikten och känner sig tryggare, omgång {number}." : null;
        links.Add(
            id, tenant, (int)LinkKind.Message, source.Key, source.TeamId, source.ChannelId, source.MessageId, source.RootMessageId,
            $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(source.ConversationId)}/{source.MessageId}",
            $"{(number is < 1_000 and > 0 && number % 100 == 0 ? RareWord : Titles[number % Titles.Length])} {number}", "Äldreomsorgen › Hemtjänsten", source.ContainerId, at.UtcTicks, why, Guid.Empty, at.UtcTicks, at.UtcTicks,
            (int)SourceState.Live, Guid.NewGuid());
        goals.Add(id, goalId, tenant);
        principles.Add(id, principleId, tenant);
    }

    /// <summary>All that was added since the last time.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction)
    {
        foreach (var table in (Table[])[links, goals, principles])
        {
            await table.WriteAsync(connection, transaction);
        }
    }

    private sealed class Table(string name, params string[] columns)
    {
        private readonly List<object?[]> rows = [];

        public void Add(params object?[] row) => rows.Add(row);

        public async Task WriteAsync(DbConnection connection, DbTransaction transaction)
        {
            if (connection is NpgsqlConnection postgres)
            {
                await CopyAsync(postgres);
            }
            else
            {
                Insert((SqliteConnection)connection, (SqliteTransaction)transaction);
            }

            rows.Clear();
        }

        private async Task CopyAsync(NpgsqlConnection connection)
        {
            await using var copy = await connection.BeginBinaryImportAsync($"COPY {name} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await copy.WriteRowAsync(CancellationToken.None, row);
            }

            await copy.CompleteAsync();
        }

        private void Insert(SqliteConnection connection, SqliteTransaction transaction)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO {name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
            foreach (var column in columns)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
            }

            foreach (var row in rows)
            {
                for (var at = 0; at < row.Length; at++)
                {
                    command.Parameters[at].Value = row[at] ?? DBNull.Value;
                }

                command.ExecuteNonQuery();
            }
        }
    }
}
