using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Storage;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>The app does on PostgreSQL what it does on SQLite.</summary>
public sealed class PostgresStoreTests : IClassFixture<PostgresTenant>
{
    private readonly PostgresTenant vadstena;

    public PostgresStoreTests(PostgresTenant vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
    }

    [Fact]
    public async Task A_message_that_is_tagged_stands_on_its_goals_page_and_is_gone_from_there_when_the_tag_is_removed()
    {
        var spot = vadstena.Root("kansli/allmant");
        await new Tagger(vadstena, "karin").TagAsync(spot, ("goals", "hallbar"), ("principles", "tillit"), ("why", "Grannarna möts på torget."));
        using var viewer = vadstena.AppClient("karin");

        Assert.All(
            (string[])["goal/hallbar", "goal/hallbar?principle=tillit", "principle/tillit", "mine"],
            view => Assert.Contains("Grannarna möts på torget.", WebUtility.HtmlDecode(viewer.ReadAsync($"views/{view}").Result), StringComparison.Ordinal));

        await vadstena.InDatabase(async db =>
        {
            db.Remove(await db.Links.SingleAsync(link => link.Why == "Grannarna möts på torget."));
            return await db.SaveChangesAsync();
        });
        Assert.DoesNotContain("Grannarna", await viewer.ReadAsync("views/goal/hallbar"), StringComparison.Ordinal);
        Assert.Equal(0, await vadstena.InDatabase(db => db.Database.SqlQuery<long>($"""SELECT count(*) AS "Value" FROM ListedLinks WHERE List = 'nothing'""").SingleAsync()));
    }

    [Fact]
    public async Task Whoever_has_written_never_gets_the_mark_from_before_however_many_ask_at_once()
    {
        var mark = vadstena.Host.AppServices.GetRequiredService<ChangeMark>();
        using var enough = new CancellationTokenSource();
        var others = Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await mark.ReadAsync(TestContext.Current.CancellationToken);
            }
        })).ToList();

        for (var time = 0; time < 150; time++)
        {
            var before = await mark.ReadAsync(TestContext.Current.CancellationToken);
            await vadstena.TouchAsync();
            Assert.NotEqual(before, await mark.ReadAsync(TestContext.Current.CancellationToken));
        }

        await enough.CancelAsync();
        await Task.WhenAll(others);
    }

    [Theory]
    [InlineData("skolgårdarna")]
    [InlineData("skolgård")]
    [InlineData("skolg")]
    [InlineData("Skolgårdar lekplatsen")]
    public async Task A_word_is_found_in_its_other_forms_and_by_its_beginning(string words)
    {
        var spot = vadstena.Root("kansli/allmant", 1);
        await new Tagger(vadstena, "karin").TagAsync(spot, ("goals", "vaxande"), ("why", "Två skolgårdar får skugga, och lekplatser också."));
        using var viewer = vadstena.AppClient("karin");

        Assert.Contains("får skugga", await viewer.ReadAsync($"views/goal/vaxande?q={Uri.EscapeDataString(words)}"), StringComparison.Ordinal);
        Assert.DoesNotContain("får skugga", await viewer.ReadAsync("views/goal/vaxande?q=zebra"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stem_of_one_word_is_not_taken_for_the_beginning_of_another()
    {
        await new Tagger(vadstena, "karin").TagAsync(vadstena.Root("kansli/allmant", 2), ("goals", "attraktiv"), ("why", "Hemtjänsten provar egna turer."));
        using var viewer = vadstena.AppClient("karin");

        Assert.Contains("egna turer", await viewer.ReadAsync("views/goal/attraktiv?q=hemtj%C3%A4nst"), StringComparison.Ordinal);
        Assert.DoesNotContain("egna turer", await viewer.ReadAsync("views/goal/attraktiv?q=hemlig"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE AuditEvents SET Action = 'LinkRemoved'")]
    [InlineData("DELETE FROM AuditEvents")]
    [InlineData("TRUNCATE AuditEvents")]
    public async Task What_has_been_noted_down_stays(string statement)
    {
        await vadstena.InDatabase(db =>
        {
            db.Note(AuditAction.LinkMade, Guid.NewGuid(), TimeProvider.System.GetUtcNow(), Guid.NewGuid());
            return db.SaveChangesAsync();
        });

#pragma warning disable EF1002 // The statements stand above.
        var refused = await Assert.ThrowsAsync<PostgresException>(() => vadstena.InDatabase(db => db.Database.ExecuteSqlRawAsync(statement)));
#pragma warning restore EF1002
        Assert.StartsWith("What has been noted down stays", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_claims_a_card_that_somebody_else_has_claimed()
    {
        var rows = Enumerable.Range(0, 60).Select(number => Card($"19:{number % 20}@thread.tacv2")).ToList();
        await vadstena.InDatabase(db =>
        {
            db.AddRange(rows);
            return db.SaveChangesAsync();
        });

        var claimed = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ClaimAsync()))).SelectMany(taken => taken).ToList();

        Assert.NotEmpty(claimed);
        Assert.Distinct(claimed.Select(row => row.Id));
        Assert.All(claimed.GroupBy(row => row.Target), target => Assert.Single(target.Select(row => row.Lease).Distinct()));
    }

    private async Task<IReadOnlyList<Delivery>> ClaimAsync()
    {
        await using var scope = vadstena.OpenScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimDeliveries>().ClaimAsync(TestContext.Current.CancellationToken);
    }

    private Delivery Card(string target)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.NewGuid();
        return new Delivery
        {
            Id = id, TenantId = vadstena.Tenant.Id, Target = target, Purpose = DeliveryPurpose.InitiativeStarted, Key = id.ToString(), ViaConversationId = target,
            Card = "{}", Summary = "", CreatedAt = now, DueAt = now,
        };
    }
}
