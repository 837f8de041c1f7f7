using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

internal sealed class PostgresQueries : StoreQueries
{
    public static PostgresQueries Only { get; } = new();

    public override FormattableString LinkPlaces(Guid tenantId, IReadOnlyList<string> containers) =>
        $"""
        WITH RECURSIVE Place(ContainerId, PlaceId) AS (
          SELECT container.Id, (SELECT min(PlaceId) FROM Links WHERE TenantId = {tenantId} AND ContainerId = container.Id)
          FROM unnest({containers.ToArray()}) AS container(Id)
          UNION ALL
          SELECT ContainerId, (
            SELECT min(link.PlaceId) FROM Links AS link
            WHERE link.TenantId = {tenantId} AND link.ContainerId = Place.ContainerId AND link.PlaceId > Place.PlaceId)
          FROM Place WHERE PlaceId IS NOT NULL)
        SELECT ContainerId, PlaceId FROM Place WHERE PlaceId IS NOT NULL
        """;

    public override FormattableString Newest(Guid tenantId, ListRange range) =>
        $"""
        SELECT newest.Position AS Value
        FROM unnest({range.Lists.ToArray()}) AS asked(List)
        CROSS JOIN unnest({range.PlaceIds.ToArray()}) AS place(Id)
        CROSS JOIN LATERAL (
          SELECT listed.Position FROM ListedLinks AS listed
          WHERE listed.TenantId = {tenantId} AND listed.List = asked.List AND listed.PlaceId = place.Id
            AND listed.Position < {range.Before} AND listed.Position >= {range.From}
          ORDER BY listed.Position DESC
          LIMIT {range.Count}) AS newest
        ORDER BY newest.Position DESC
        LIMIT {range.Count * range.Lists.Count}
        """;

    public override FormattableString LinksAt(IReadOnlyList<Guid> ids) => $"SELECT link.* FROM Links AS link WHERE link.Id = ANY({ids.ToArray()})";

    public override FormattableString LinksSaying(IReadOnlyList<string> words, IReadOnlyList<Guid> ids) => FormattableStringFactory.Create(
        $$"""SELECT link.* FROM Links AS link WHERE link.Id = ANY({0}) AND link.Texts @@ ({{Match(words.Count, from: 1)}})""", [ids.ToArray(), .. words.Select(Quote)]);

    public override FormattableString LinksWith(Guid tenantId, IReadOnlyList<string> words, ListRange range) => FormattableStringFactory.Create(
        $$"""
        WITH link AS MATERIALIZED (SELECT Id, PlaceId, OccurredAt FROM Links WHERE TenantId = {0} AND Texts @@ ({{Match(words.Count, from: 6)}}))
        SELECT DISTINCT listed.Position AS Value
        FROM link
        JOIN ListedLinks AS listed ON listed.TenantId = {0} AND listed.PlaceId = link.PlaceId
          AND listed.Position = lpad(link.OccurredAt::text, 19, '0') || upper(link.Id::text)
        WHERE listed.List = ANY({1}) AND link.PlaceId = ANY({2}) AND listed.Position < {3} AND listed.Position >= {4}
        ORDER BY 1 DESC
        LIMIT {5}
        """,
        [tenantId, range.Lists.ToArray(), range.PlaceIds.ToArray(), range.Before, range.From, range.Count, .. words.Select(Quote)]);

    public override FormattableString InitiativesWith(IReadOnlyList<string> words) => FormattableStringFactory.Create(
        $"""SELECT Id AS "Value" FROM Initiatives WHERE Texts @@ ({Match(words.Count, from: 0)})""", [.. words.Select(Quote)]);

    public override Task TakeTurnAsync(TillitDb db, Turn turn, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({(int)turn}, hashtext({db.TenantId.ToString()}))", cancellationToken);

    /// <summary>
    /// All of them, each in another form or as the beginning of a word. The beginning of a stem is no word's: that of
    /// <i>hemlig</i> is <i>hem</i>, and with it one would find <i>hemtjänst</i>.
    /// </summary>
    private static string Match(int words, int from) => words == 0
        ? "''::tsquery"
        : string.Join(" && ", Enumerable.Range(from, words).Select(word => $$"""(to_tsquery('swedish', {{{word}}}) || to_tsquery('simple', {{{word}}} || ':*'))"""));

    /// <summary>Words are of letters and digits alone; in quotes none of them is an operator.</summary>
    private static string Quote(string word) => $"'{word}'";
}
