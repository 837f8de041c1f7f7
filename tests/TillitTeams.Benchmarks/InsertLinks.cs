using Microsoft.Data.Sqlite;
using TillitTeams.Model;

namespace TillitTeams.Benchmarks;

/// <summary>Prepared statements for a link with one goal and one principle.</summary>
internal sealed class InsertLinks
{
    /// <summary>Every sixth link says it, however many there are.</summary>
    public const string CommonWord = "sandning";

    /// <summary>Nine links say it, however many there are.</summary>
    public const string RareWord = "kulturnatten";

    private static readonly string[] Titles =
        ["Samma ansikten i hemtjänsten", "Sandning av gångvägar", "Läsgrupp i biblioteket", "Snabbare besked om bygglov", "Trygg skolväg", "Matråd på Klosterängen"];

    private readonly Guid tenant;
    private readonly SqliteCommand link;
    private readonly SqliteCommand goal;
    private readonly SqliteCommand principle;

    public InsertLinks(SqliteConnection connection, SqliteTransaction transaction, Guid tenant)
    {
        this.tenant = tenant;
        link = Prepare(connection, transaction, "Links",
            "Id", "TenantId", "Kind", "SourceKey", "Message_TeamId", "Message_ChannelId", "Message_MessageId", "Message_RootMessageId", "WebUrl", "Title", "PlaceName",
            "ContainerId", "OccurredAt", "Why", "TaggedById", "TaggedAt", "ChangedAt", "State", "Version");
        goal = Prepare(connection, transaction, "LinkGoals", "LinkId", "GoalId", "TenantId");
        principle = Prepare(connection, transaction, "LinkPrinciples", "LinkId", "PrincipleId", "TenantId");
    }

    public void Insert(MessageSource source, DateTimeOffset at, Guid goalId, Guid principleId, int number)
    {
        var id = Guid.CreateVersion7(at);
        // Of links with any title some say why.
        var why = number % 5 == 0 ? $"De äldre möter färre ansikten och känner sig tryggare, omgång {number}." : null;
        Run(link,
            id, tenant, (int)LinkKind.Message, source.Key, source.TeamId, source.ChannelId, source.MessageId, source.RootMessageId,
            $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(source.ConversationId)}/{source.MessageId}",
            $"{(number is < 1_000 and > 0 && number % 100 == 0 ? RareWord : Titles[number % Titles.Length])} {number}", "Äldreomsorgen › Hemtjänsten", source.ContainerId, at.UtcTicks, why, Guid.Empty, at.UtcTicks, at.UtcTicks,
            (int)SourceState.Live, Guid.NewGuid());
        Run(goal, id, goalId, tenant);
        Run(principle, id, principleId, tenant);
    }

    private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string table, params string[] columns)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "$" + column))})";
        foreach (var column in columns)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = "$" + column });
        }

        return command;
    }

    private static void Run(SqliteCommand command, params object?[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
