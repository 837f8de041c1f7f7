using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage;

/// <summary>The lists say what the links say, whatever is done to a link and however.</summary>
public sealed class ListedLinksTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task A_link_stands_in_the_lists_of_its_goals_its_principles_each_pair_of_them_and_its_tagger()
    {
        var id = await AddAsync(["hallbar", "vaxande"], ["tillit"], why: null);

        Assert.Equal(await KeysAsync(
            ("hallbar", null, ""), ("vaxande", null, ""), (null, "tillit", ""), ("hallbar", "tillit", ""), ("vaxande", "tillit", "")), await ListsOf(id));
    }

    [Fact]
    public async Task With_words_about_why_it_stands_in_those_of_what_says_why_too_until_they_are_taken_back()
    {
        var id = await AddAsync(["hallbar"], ["tillit"], why: null);

        await ChangeAsync(id, link => link.Why = "Därför.");
        var withWhy = await ListsOf(id);
        await ChangeAsync(id, link => link.Why = "Därför alltså.");
        var withMore = await ListsOf(id);
        await ChangeAsync(id, link => link.Why = null);

        Assert.Equal(await KeysAsync(
            ("hallbar", null, ""), (null, "tillit", ""), ("hallbar", "tillit", ""), ("hallbar", null, "+"), (null, "tillit", "+"), ("hallbar", "tillit", "+")), withWhy);
        Assert.Equal(withWhy, withMore);
        Assert.Equal(await KeysAsync(("hallbar", null, ""), (null, "tillit", ""), ("hallbar", "tillit", "")), await ListsOf(id));
    }

    [Fact]
    public async Task What_it_is_no_longer_tagged_with_it_is_no_longer_listed_under()
    {
        var id = await AddAsync(["hallbar", "vaxande"], ["tillit", "kvalitet"], why: "Därför.");

        await vadstena.InDatabase(async db =>
        {
            var link = await db.Links.Include(link => link.Goals).Include(link => link.Principles).SingleAsync(link => link.Id == id);
            link.Goals.Remove(link.Goals.Find(tag => db.Goals.Any(goal => goal.Id == tag.GoalId && goal.Code == "vaxande"))!);
            link.Principles.Remove(link.Principles.Find(tag => db.Principles.Any(item => item.Id == tag.PrincipleId && item.Code == "kvalitet"))!);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(await KeysAsync(
            ("hallbar", null, ""), (null, "tillit", ""), ("hallbar", "tillit", ""), ("hallbar", null, "+"), (null, "tillit", "+"), ("hallbar", "tillit", "+")), await ListsOf(id));
    }

    [Theory]
    [InlineData("DELETE FROM Links WHERE Id = {0}")]
    [InlineData("DELETE FROM LinkPrinciples WHERE LinkId = {0}; DELETE FROM LinkGoals WHERE LinkId = {0}; DELETE FROM Links WHERE Id = {0}")]
    public async Task A_link_that_is_gone_stands_in_no_list(string sql)
    {
        var id = await AddAsync(["hallbar"], ["tillit", "kvalitet"], why: "Därför.");

        await vadstena.InDatabase(db => db.Database.ExecuteSqlRawAsync(sql, id));

        Assert.Empty(await ListsOf(id));
    }

    private async Task<Guid> AddAsync(string[] goals, string[] principles, string? why)
    {
        var id = Guid.NewGuid();
        var at = TimeProvider.System.GetUtcNow();
        await vadstena.InDatabase(async db =>
        {
            db.Add(new Link
            {
                Id = id, TenantId = vadstena.Tenant.Id, SourceKey = $"{id}", Message = MessageSource.InChannel("team", "19:a@thread.tacv2", $"{id}", null), ContainerId = "team",
                WebUrl = "https://teams.microsoft.com/", Title = "Samtal", PlaceName = "Kanal", OccurredAt = at, TaggedById = id, TaggedAt = at.AddDays(1), Why = why,
                Goals = [.. (await db.Goals.Where(goal => goals.Contains(goal.Code)).ToListAsync()).Select(goal => new LinkGoal { TenantId = goal.TenantId, LinkId = id, GoalId = goal.Id })],
                Principles = [.. (await db.Principles.Where(item => principles.Contains(item.Code)).ToListAsync()).Select(item => new LinkPrinciple { TenantId = item.TenantId, LinkId = id, PrincipleId = item.Id })],
            });
            return await db.SaveChangesAsync();
        });
        Assert.Equal([$"{LinkCursor.StartOf(at.AddDays(1))}{ListedLinks.Key(id)}"], await PositionsIn(ListedLinks.ListOf(id)));
        return id;
    }

    private Task<int> ChangeAsync(Guid id, Action<Link> change) => vadstena.InDatabase(async db =>
    {
        change(await db.Links.SingleAsync(link => link.Id == id));
        return await db.SaveChangesAsync();
    });

    private Task<List<string>> PositionsIn(string list) =>
        vadstena.InDatabase(db => db.Database.SqlQuery<string>($"SELECT Position AS Value FROM ListedLinks WHERE List = {list} AND PlaceId = '19:a@thread.tacv2'").ToListAsync());

    /// <summary>But for that of the tagger.</summary>
    private async Task<IReadOnlySet<string>> ListsOf(Guid id)
    {
        // Seen from the other side: nothing is listed that no link stands for, and nothing left out.
        Assert.Equal([0, 0], await vadstena.InDatabase(db => db.Database.SqlQuery<int>(
            $"""
            SELECT count(*) AS Value FROM (SELECT * FROM ListedLinks EXCEPT SELECT TenantId, List, PlaceId, Position FROM LinkLists) AS extra
            UNION ALL SELECT count(*) FROM (SELECT TenantId, List, PlaceId, Position FROM LinkLists EXCEPT SELECT * FROM ListedLinks) AS missing
            """).ToListAsync()));
        var key = ListedLinks.Key(id);
        return (await vadstena.InDatabase(db => db.Database.SqlQuery<string>(
                $"SELECT List AS Value FROM ListedLinks WHERE Position LIKE '%' || {key} AND List <> {key}").ToListAsync()))
            .ToHashSet(StringComparer.Ordinal);
    }

    private async Task<IReadOnlySet<string>> KeysAsync(params (string? Goal, string? Principle, string Why)[] lists)
    {
        var goals = await vadstena.InDatabase(db => db.Goals.ToDictionaryAsync(goal => goal.Code, goal => goal.Id));
        var principles = await vadstena.InDatabase(db => db.Principles.ToDictionaryAsync(item => item.Code, item => item.Id));
        return lists
            .Select(list => ListedLinks.ListOf(list.Goal is null ? null : goals[list.Goal], list.Principle is null ? null : principles[list.Principle], list.Why.Length > 0))
            .ToHashSet(StringComparer.Ordinal);
    }
}
