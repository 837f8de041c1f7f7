using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>The file is read once; from then on the stored model is what counts.</summary>
public sealed class LaterStartTests : IDisposable
{
    private readonly ProductAlone product = new();

    public void Dispose() => product.Dispose();

    [Fact]
    public async Task Another_file_on_a_later_start_changes_neither_the_model_nor_its_links()
    {
        await File.WriteAllTextAsync(product.ModelFile, Model("nara", "Nära"), TestContext.Current.CancellationToken);
        await product.RunAsync(async db =>
        {
            var goal = await db.Goals.SingleAsync();
            goal.Name = new LocalText("Närmare", "Closer");
            db.Add(LinkTo(goal));
            return await db.SaveChangesAsync();
        });
        await File.WriteAllTextAsync(product.ModelFile, Model("annat", "Något annat"), TestContext.Current.CancellationToken);

        var (goals, links) = await product.RunAsync(async db => (await db.Goals.ToListAsync(), await db.Links.Include(link => link.Goals).ToListAsync()));

        var kept = Assert.Single(goals);
        Assert.Equal(("nara", "Närmare"), (kept.Code, kept.Name.Sv));
        Assert.Equal(kept.Id, Assert.Single(Assert.Single(links).Goals).GoalId);
    }

    [Fact]
    public async Task Later_starts_do_not_need_the_file()
    {
        await File.WriteAllTextAsync(product.ModelFile, Model("nara", "Nära"), TestContext.Current.CancellationToken);
        await product.RunAsync(db => db.Goals.CountAsync());
        File.Delete(product.ModelFile);

        Assert.Equal(["nara"], await product.RunAsync(db => db.Goals.Select(goal => goal.Code).ToListAsync()));
    }

    [Fact]
    public async Task A_goal_with_links_is_retired_and_never_deleted()
    {
        await File.WriteAllTextAsync(product.ModelFile, Model("nara", "Nära"), TestContext.Current.CancellationToken);
        await product.RunAsync(async db =>
        {
            db.Add(LinkTo(await db.Goals.SingleAsync()));
            return await db.SaveChangesAsync();
        });

        await Assert.ThrowsAsync<DbUpdateException>(() => product.RunAsync(DeleteGoalAsync));

        Assert.Single(await product.RunAsync(db => db.LinkGoals.ToListAsync()));
    }

    private static async Task<int> DeleteGoalAsync(TillitDb db)
    {
        db.Remove(await db.Goals.SingleAsync());
        return await db.SaveChangesAsync();
    }

    private static Link LinkTo(Goal goal)
    {
        var id = Guid.NewGuid();
        var at = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
        return new Link
        {
            Id = id,
            TenantId = ProductAlone.TenantId,
            SourceKey = $"chat/19:a@thread.v2/{id:N}",
            WebUrl = "https://teams.microsoft.com/l/message/19:a@thread.v2/1",
            Title = "Vi provar",
            PlaceName = "Chatten",
            ContainerId = "19:a@thread.v2",
            OccurredAt = at,
            Goals = [new LinkGoal { TenantId = ProductAlone.TenantId, LinkId = id, GoalId = goal.Id }],
        };
    }

    private static string Model(string code, string name) => $$"""
        {
          "decision": { "reference": "Kommunfullmäktige § 12", "decidedOn": "2025-06-16", "validFrom": "2026-01-01" },
          "goals": [ { "code": "{{code}}", "name": { "sv": "{{name}}", "en": "Close" }, "description": { "sv": "Nära.", "en": "Close." } } ],
          "principles": [ { "code": "mod", "name": { "sv": "Mod", "en": "Courage" }, "description": { "sv": "Vi vågar.", "en": "We dare." } } ]
        }
        """;
}
