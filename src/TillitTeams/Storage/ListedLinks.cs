using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;

namespace TillitTeams.Storage;

/// <summary>A channel, a chat, or what holds documents, in a team or a chat that it belongs to: see <see cref="Link.PlaceId"/>.</summary>
public sealed record LinkPlace(string ContainerId, string PlaceId);

/// <summary>What is to be read of some lists.</summary>
/// <param name="Lists">From <see cref="ListedLinks.ListOf"/>; a link that stands in several comes once.</param>
/// <param name="PlaceIds">Nothing outside these is looked at.</param>
/// <param name="After">Goes on after this place.</param>
/// <param name="Since">Ends with what is older than this.</param>
public sealed record ListRange(IReadOnlyList<string> Lists, IReadOnlyList<string> PlaceIds, LinkCursor? After, DateTimeOffset? Since, int Count)
{
    /// <summary>Positions are of digits, and sort before every letter.</summary>
    internal string Before => After?.Position ?? "A";

    internal string From => Since is { } since ? LinkCursor.StartOf(since) : "";
}

/// <summary>
/// The lists that links stand in, kept by triggers: for each goal, each principle, each goal and principle together and
/// each person, and of those but the last once more with only what says why. Ordered by place and then by time, so
/// that a page is read without passing by anything that is not on it, however much there is of it.
/// </summary>
public static class ListedLinks
{
    private const string WithWhy = "+";

    public static string ListOf(Guid? goal, Guid? principle, bool withWhy) =>
        $"{(goal is { } one ? Key(one) : "")}{(principle is { } other ? Key(other) : "")}{(withWhy ? WithWhy : "")}";

    public static string ListOf(Guid person) => Key(person);

    /// <summary>Where in these teams and chats there are links at all: one step for each place, not for each link.</summary>
    public static Task<List<LinkPlace>> LinkPlacesAsync(this TillitDb db, IReadOnlyList<string> containers, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<LinkPlace>(db.Queries.LinkPlaces(db.TenantId, containers)).ToListAsync(cancellationToken);

    /// <summary>Where there are links of a list, whoever reaches them: one step for each place.</summary>
    public static Task<List<string>> PlacesInAsync(this TillitDb db, string list, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<string>(
            $"""
            WITH RECURSIVE Place(PlaceId) AS (
              SELECT min(PlaceId) FROM ListedLinks WHERE TenantId = {db.TenantId} AND List = {list}
              UNION ALL
              SELECT (SELECT min(next.PlaceId) FROM ListedLinks AS next WHERE next.TenantId = {db.TenantId} AND next.List = {list} AND next.PlaceId > Place.PlaceId)
              FROM Place WHERE PlaceId IS NOT NULL)
            SELECT PlaceId AS Value FROM Place WHERE PlaceId IS NOT NULL
            """).ToListAsync(cancellationToken);

    /// <summary>
    /// Each place gives its newest; whichever is the newest of all is taken, and its place gives the one after it: one
    /// step for each place and each link that is taken.
    /// </summary>
    public static async Task<List<LinkCursor>> NewestAsync(this TillitDb db, ListRange range, CancellationToken cancellationToken)
    {
        var newest = await db.Database.SqlQuery<string>(db.Queries.Newest(db.TenantId, range)).ToListAsync(cancellationToken);
        return [.. newest.Distinct(StringComparer.Ordinal).Take(range.Count).Select(LinkCursor.AtPosition)];
    }

    /// <summary>These links, each looked up by its id.</summary>
    public static IQueryable<Link> LinksAt(this TillitDb db, IEnumerable<LinkCursor> places) =>
        db.Links.FromSql(db.Queries.LinksAt([.. places.Select(place => place.LinkId).Distinct()]));

    /// <summary>As ids stand in the database.</summary>
    internal static string Key(Guid id) => id.ToString().ToUpperInvariant();
}
