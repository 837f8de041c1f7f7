using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

internal sealed class PostgresQueries : StoreQueries
{
    /// <summary>Of the app's own choosing: by it those who choose in one tenant know of each other.</summary>
    private const int Turns = 0x7177;

    public static PostgresQueries Only { get; } = new();

    public override bool KnowsWordForms => true;

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

    public override FormattableString LinksWith(Guid tenantId, IReadOnlyList<string> words, ListRange range) =>
        $"""
        SELECT DISTINCT listed.Position AS Value
        FROM Links AS link
        JOIN ListedLinks AS listed ON listed.TenantId = link.TenantId AND listed.PlaceId = link.PlaceId
          AND listed.Position = lpad(link.OccurredAt::text, 19, '0') || upper(link.Id::text)
        WHERE link.TenantId = {tenantId} AND link.Texts @@ (to_tsquery('swedish', {Match(words)}) || to_tsquery('simple', {Match(words)}))
          AND listed.List = ANY({range.Lists.ToArray()}) AND link.PlaceId = ANY({range.PlaceIds.ToArray()})
          AND listed.Position < {range.Before} AND listed.Position >= {range.From}
        ORDER BY 1 DESC
        LIMIT {range.Count}
        """;

    public override FormattableString InitiativesWith(IReadOnlyList<string> words) =>
        $"""
        SELECT Id AS "Value" FROM Initiatives
        WHERE Texts @@ (to_tsquery('swedish', {Match(words)}) || to_tsquery('simple', {Match(words)}))
        """;

    public override Task TakeTurnAsync(TillitDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Turns}, hashtext({db.TenantId.ToString()}))", cancellationToken);

    /// <summary>Words are of letters and digits alone; in quotes none of them is an operator.</summary>
    private static string Match(IReadOnlyList<string> words) => string.Join(" & ", words.Select(word => $"'{word}':*"));
}
