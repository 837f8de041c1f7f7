using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Logging;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// Everything that the product writes in its log while the tests drive it, as an operator who looks for a fault would set it
/// up: our own categories in detail, the others as they are delivered. When a tenant ends it is read for what it must never
/// hold: whom it is about, what people wrote, what their documents are called, and what opens a door.
/// </summary>
[ProviderAlias("Watched")]
public sealed partial class WatchedLogs : ILoggerProvider
{
    /// <summary>Shorter ones are words of everybody's.</summary>
    private const int ShortestText = 12;

    /// <summary>Whoever logs a text logs its beginning.</summary>
    private const int Beginning = 40;

    private const int MostOfAKind = 2_000;

    private readonly ConcurrentDictionary<string, bool> lines = new(StringComparer.Ordinal);

    /// <summary>How much is written down; a test host is quieter by itself.</summary>
    public static IReadOnlyDictionary<string, string?> Levels { get; } = new Dictionary<string, string?>
    {
        ["Logging:Watched:LogLevel:Default"] = "Information",
        ["Logging:Watched:LogLevel:TillitTeams"] = "Debug",
        ["Logging:Watched:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:Watched:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:Watched:LogLevel:Polly"] = "Warning",
    };

    public IReadOnlyCollection<string> Lines => [.. lines.Keys];

    /// <summary>A line of a process of its own.</summary>
    public void Keep(string line) => lines.TryAdd(line, true);

    /// <returns>The lines that tell what they must not, each with what it tells.</returns>
    public IReadOnlyList<string> Telltales(IReadOnlyCollection<string> secrets)
    {
        var never = SearchValues.Create([.. secrets.Where(secret => secret.Length > 0)], StringComparison.OrdinalIgnoreCase);
        return
        [
            .. lines.Keys
                .Select(line => (line, At: line.AsSpan().IndexOfAny(never), Token: Token().Match(line)))
                .Where(found => found.At >= 0 || found.Token.Success)
                .Select(found => $"{(found.At >= 0 ? $"{secrets.First(secret => found.line.AsSpan(found.At).StartsWith(secret, StringComparison.OrdinalIgnoreCase))}" : "a token")} in: {found.line}"),
        ];
    }

    /// <summary>A JSON Web Token, whole or its beginning.</summary>
    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]{8,}", RegexOptions.None, 1000)]
    public static partial Regex Token();

    /// <summary>What is whose, in the tenant and in the product's database.</summary>
    public static async Task<IReadOnlyCollection<string>> SecretsAsync(SandboxTenant tenant, string clientSecret, TillitDb db, CancellationToken cancellationToken)
    {
        var secrets = tenant.Read(content => new HashSet<string>(
        [
            clientSecret,
            .. content.People.SelectMany(person => new[] { person.DisplayName, person.UserPrincipalName, person.Id.ToString() }),
            .. content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats)
                .SelectMany(conversation => conversation.Messages).Select(message => HtmlText.Plain(message.Html)).Where(IsText).Select(Begin).Take(MostOfAKind),
            .. content.Sites.SelectMany(site => site.Drives).SelectMany(drive => drive.Items.Values).Select(item => item.Name).Where(IsText).Take(MostOfAKind),
        ], StringComparer.OrdinalIgnoreCase));
        foreach (var column in Columns(db))
        {
            secrets.UnionWith((await db.Database.SqlQueryRaw<string>(column).ToListAsync(cancellationToken)).Where(IsText).Select(Begin));
        }

        return secrets;
    }

    public ILogger CreateLogger(string categoryName) => new Watched(this, categoryName);

    public void Dispose()
    {
        // It is read after the product has ended.
    }

    /// <summary>Words, where they stand: ids and codes have no spaces.</summary>
    private static IEnumerable<string> Columns(TillitDb db) =>
        from entity in db.Model.GetEntityTypes()
        where entity.GetTableName() is not null && !entity.IsMappedToJson()
        let table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema())
        from property in entity.GetProperties()
        where property.ClrType == typeof(string)
        let column = property.GetColumnName(table)
        where column is not null
        select $"SELECT DISTINCT \"{column}\" AS \"Value\" FROM \"{table.Name}\" WHERE \"{column}\" LIKE '% %' LIMIT {MostOfAKind}";

    private static bool IsText(string text) => text.Length >= ShortestText;

    private static string Begin(string text) => text[..Math.Min(text.Length, Beginning)];

    private sealed class Watched(WatchedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IReadOnlyList<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            logs.lines.TryAdd($"{category}: {formatter(state, exception)} [{values}] {exception}", true);
        }
    }
}
