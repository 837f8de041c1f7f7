using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

internal sealed class SqliteQueries : StoreQueries
{
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> writers = new(StringComparer.Ordinal);

    public static SqliteQueries Only { get; } = new();

    public override FormattableString LinkPlaces(Guid tenantId, IReadOnlyList<string> containers) =>
        $"""
        WITH RECURSIVE Place(ContainerId, PlaceId) AS (
          SELECT container.value, (SELECT min(PlaceId) FROM Links WHERE TenantId = {tenantId} AND ContainerId = container.value)
          FROM json_each({Json(containers)}) AS container
          UNION ALL
          SELECT ContainerId, (
            SELECT min(link.PlaceId) FROM Links AS link
            WHERE link.TenantId = {tenantId} AND link.ContainerId = Place.ContainerId AND link.PlaceId > Place.PlaceId)
          FROM Place WHERE PlaceId IS NOT NULL)
        SELECT ContainerId, PlaceId FROM Place WHERE PlaceId IS NOT NULL
        """;

    public override FormattableString Newest(Guid tenantId, ListRange range) =>
        $"""
        WITH RECURSIVE Walk(List, PlaceId, Position) AS (
          SELECT list.value, place.value, (
            SELECT max(Position) FROM ListedLinks
            WHERE TenantId = {tenantId} AND List = list.value AND PlaceId = place.value AND Position < {range.Before} AND Position >= {range.From})
          FROM json_each({Json(range.Lists)}) AS list CROSS JOIN json_each({Json(range.PlaceIds)}) AS place
          UNION ALL
          SELECT List, PlaceId, (
            SELECT max(next.Position) FROM ListedLinks AS next
            WHERE next.TenantId = {tenantId} AND next.List = Walk.List AND next.PlaceId = Walk.PlaceId
              AND next.Position < Walk.Position AND next.Position >= {range.From})
          FROM Walk WHERE Position IS NOT NULL
          ORDER BY 3 DESC
          LIMIT {range.Count * range.Lists.Count})
        SELECT Position AS Value FROM Walk WHERE Position IS NOT NULL
        """;

    /// <summary>
    /// The order is prescribed: as long as SQLite has no statistics it takes it that a tenant has ten links or so, and would
    /// rather walk past all of them.
    /// </summary>
    public override FormattableString LinksAt(IReadOnlyList<Guid> ids) =>
        $"""
        SELECT link.* FROM json_each({Json([.. ids.Select(ListedLinks.Key)])}) AS id
        CROSS JOIN Links AS link ON link.Id = id.value
        """;

    public override FormattableString? LinksSaying(IReadOnlyList<string> words, IReadOnlyList<Guid> ids) => null;

    public override FormattableString LinksWith(Guid tenantId, IReadOnlyList<string> words, ListRange range) =>
        $"""
        SELECT DISTINCT listed.Position AS Value
        FROM LinkTexts
        CROSS JOIN Links AS link ON link.rowid = LinkTexts.rowid
        CROSS JOIN json_each({Json(range.Lists)}) AS list
        CROSS JOIN ListedLinks AS listed ON listed.TenantId = {tenantId} AND listed.List = list.value
          AND listed.PlaceId = link.PlaceId AND listed.Position = printf('%019d', link.OccurredAt) || link.Id
        WHERE LinkTexts MATCH {Match(words)} AND link.PlaceId IN (SELECT value FROM json_each({Json(range.PlaceIds)}))
          AND listed.Position < {range.Before} AND listed.Position >= {range.From}
        ORDER BY listed.Position DESC
        LIMIT {range.Count}
        """;

    public override FormattableString InitiativesWith(IReadOnlyList<string> words) =>
        $"""
        SELECT i.Id AS Value FROM InitiativeTexts JOIN Initiatives AS i ON i.rowid = InitiativeTexts.rowid
        WHERE InitiativeTexts MATCH {(words.Count == 0 ? "\"\"" : Match(words))}
        """;

    /// <summary>SQLite has one writer at a time, and a statement that both chooses and marks is one turn.</summary>
    public override Task TakeTurnAsync(TillitDb db, Turn turn, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Whoever finds the file being written sleeps for some milliseconds again and again, though it may long be free
    /// (<em>SQLite, sqlite3_busy_timeout</em>); here the next begins at once. Not for longer than a write may take: another process
    /// may have the file.
    /// </summary>
    public override async ValueTask<IDisposable?> WaitToSaveAsync(TillitDb db, CancellationToken cancellationToken)
    {
        // Whoever has begun a transaction has the file already.
        if (db.Database.CurrentTransaction is not null)
        {
            return null;
        }

        var writer = writers.GetOrAdd(db.Database.GetConnectionString()!, _ => new SemaphoreSlim(1, 1));
        return await writer.WaitAsync(LongestWrite, cancellationToken) ? new Writing(writer) : null;
    }

    /// <summary>In FTS5's language everything but letters and digits means something; in quotes it does not.</summary>
    internal static string Match(IReadOnlyList<string> words) => string.Join(' ', words.Select(word => $"\"{word}\"*"));

    private sealed class Writing(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }

    private static string Json(IReadOnlyList<string> texts) => JsonSerializer.Serialize(texts);
}
