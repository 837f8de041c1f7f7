using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.PersonalData;

/// <summary>What the caller linked, and what they wrote on links. Of a source that they cannot open now, not even the name.</summary>
internal sealed class ReadLinkRows(TillitDb db, VisibleLinks visible, Caller caller)
{
    private Dictionary<Guid, string>? names;

    public async Task<IReadOnlyList<PersonalRow>> OwnAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var list = ListedLinks.ListOf(caller.UserId);
        var places = await db.PlacesInAsync(list, cancellationToken);
        var newest = await db.NewestAsync(new ListRange([list], places, after, Since: null, count), cancellationToken);
        var links = (await Whole(db.LinksAt(newest)).ToListAsync(cancellationToken)).ToDictionary(link => link.Id);
        return await DescribeAsync([.. newest.Where(at => links.ContainsKey(at.LinkId)).Select(at => (links[at.LinkId], at.At))], "LinkMade", cancellationToken);
    }

    public async Task<IReadOnlyList<PersonalRow>> WrittenAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var written = db.Links.Where(link => link.WhyById == caller.UserId && link.TaggedById != caller.UserId);
        if (after is not null)
        {
            written = written.Where(link => link.TaggedAt < after.At || (link.TaggedAt == after.At && link.Id < after.LinkId));
        }

        var links = await Whole(written).OrderByDescending(link => link.TaggedAt).ThenByDescending(link => link.Id).Take(count).ToListAsync(cancellationToken);
        return await DescribeAsync([.. links.Select(link => (link, link.TaggedAt))], "WordsWritten", cancellationToken);
    }

    private static IQueryable<Link> Whole(IQueryable<Link> links) =>
        links.AsNoTracking().Include(link => link.Goals).Include(link => link.Principles).AsSplitQuery();

    private async Task<IReadOnlyList<PersonalRow>> DescribeAsync(IReadOnlyList<(Link Link, DateTimeOffset At)> rows, string what, CancellationToken cancellationToken)
    {
        var seen = await visible.OfAsync([.. rows.Select(row => row.Link)], cancellationToken);
        var open = seen.Links.ToDictionary(link => link.Link.Id);
        names ??= await NamesAsync(cancellationToken);
        return
        [
            .. rows.Select(row =>
            {
                var (link, source) = (row.Link, open.GetValueOrDefault(row.Link.Id));
                return new PersonalRow(
                    link.Id,
                    row.At,
                    what,
                    source is null ? null : source.Document?.Name ?? link.Title,
                    source is null ? null : source.Document?.WebUrl ?? link.WebUrl,
                    link.WhyById == caller.UserId ? link.Why : null,
                    // Of somebody else's link only the words are theirs.
                    link.TaggedById == caller.UserId
                        ? [.. link.Goals.Select(goal => goal.GoalId).Concat(link.Principles.Select(principle => principle.PrincipleId)).Select(id => names.GetValueOrDefault(id)).OfType<string>()]
                        : null);
            }),
        ];
    }

    private async Task<Dictionary<Guid, string>> NamesAsync(CancellationToken cancellationToken) =>
        (await db.Goals.AsNoTracking().ToListAsync(cancellationToken)).Cast<GovernanceItem>()
            .Concat(await db.Principles.AsNoTracking().ToListAsync(cancellationToken))
            .ToDictionary(item => item.Id, item => item.Name.In(CultureInfo.CurrentUICulture));
}
