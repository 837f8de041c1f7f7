using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance.Retention;

/// <summary>What has been kept for as long as the rules say goes, and nothing else does.</summary>
public sealed class DisposalTests(RetentionVadstena vadstena) : IClassFixture<RetentionVadstena>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task A_link_whose_source_has_been_gone_for_long_goes_from_every_list_and_the_trail_and_the_log_say_so()
    {
        var (old, young, live) = (
            await vadstena.LinkAsync("gammalord", SourceState.Gone, 101), await vadstena.LinkAsync("nyssord", SourceState.Gone, 99), await vadstena.LinkAsync("levandeord", SourceState.Live, 400));
        var theirs = await vadstena.LinkAsync("grannord", SourceState.Gone, 99, tenant: TwoTenants.Neighbour);
        Assert.Equal(1, await ListedAsync(old));
        Assert.Equal(1, await FoundAsync("gammalord"));

        await vadstena.RoundAsync();

        Assert.Equal((false, true, true, true), (await vadstena.IsThereAsync(old), await vadstena.IsThereAsync(young), await vadstena.IsThereAsync(live), await vadstena.IsThereAsync(theirs, TwoTenants.Neighbour)));
        Assert.Equal(0, await ListedAsync(old));
        Assert.Equal((0, 1), (await FoundAsync("gammalord"), await FoundAsync("nyssord")));
        Assert.Equal(0, await vadstena.InDatabase(db => db.LinkGoals.CountAsync(tag => tag.LinkId == old)));
        var noted = Assert.Single(await vadstena.InDatabase(db => db.AuditEvents.Where(row => row.RowId == old).ToListAsync()));
        Assert.Equal((AuditAction.LinkDisposed, Guid.Empty), (noted.Action, noted.PersonId));
        var page = await TabForm.OpenViewAsync(vadstena, "amina", "retention");
        Assert.Contains(page.Page.QuerySelectorAll("[data-run]"), run => run.TextContent.Contains("Kopplingar vars källa varit borta i 100 dagar togs bort", StringComparison.Ordinal) && run.TextContent.Contains("Appens eget förval", StringComparison.Ordinal));
        Assert.DoesNotContain("gammalord", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_may_have_come_back_is_waited_for()
    {
        var link = await vadstena.LinkAsync("återord", SourceState.Gone, 300);
        await vadstena.InDatabase(db => db.Links.Where(row => row.Id == link).ExecuteUpdateAsync(update => update.SetProperty(row => row.CheckAt, DateTimeOffset.MaxValue)));

        await vadstena.RoundAsync();

        Assert.True(await vadstena.IsThereAsync(link));
    }

    [Fact]
    public async Task Of_what_nobody_would_miss_the_old_goes_and_the_rest_stays()
    {
        await vadstena.InDatabase(async db =>
        {
            foreach (var (name, days) in new[] { ("old", 366), ("young", 364) })
            {
                var channel = $"19:{name}@thread.tacv2";
                db.Add(Card($"delivered-{name}", DeliveryState.Delivered, days));
                db.Add(Card($"failed-{name}", DeliveryState.Failed, days));
                db.Add(Letter($"ended-{name}", vadstena.Ago(days)));
                var running = Letter($"running-{name}", endedAt: null);
                db.Add(running);
                db.Add(new MissedDigest { TenantId = vadstena.Tenant.Id, SubscriptionId = running.Id, Week = name, DueAt = vadstena.Ago(days) });
                db.Add(new ChannelInstallation { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, ConversationId = channel, ServiceUrl = "https://localhost/", Language = "sv", ChannelName = name, ClosedAt = vadstena.Ago(days) });
            }

            db.Add(Card("waiting", DeliveryState.Waiting, 900));
            db.Add(new ChannelInstallation { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Kind = ConversationKind.Personal, PersonId = Guid.NewGuid(), ConversationId = "a:own", ServiceUrl = "https://localhost/", Language = "sv", ClosedAt = vadstena.Ago(900) });
            db.Add(new DigestAnswer { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Week = WeekOf(380) });
            db.Add(new DigestAnswer { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Week = WeekOf(350) });
            return await db.SaveChangesAsync();
        });

        await vadstena.RoundAsync();

        Assert.Equal(
            ["delivered-young", "failed-young", "waiting"],
            await vadstena.InDatabase(db => db.Deliveries.Where(row => row.Card != "" && row.Summary != "" && row.Target == "retention").Select(row => row.Key).OrderBy(key => key).ToListAsync()));
        Assert.Equal(5, await vadstena.InDatabase(db => db.Deliveries.CountAsync(row => row.Target == "retention")));
        Assert.Equal(["ended-young", "running-old", "running-young"], await vadstena.InDatabase(db => db.DigestSubscriptions.Select(row => row.Target).OrderBy(target => target).ToListAsync()));
        Assert.Equal(["young"], await vadstena.InDatabase(db => db.MissedDigests.Select(row => row.Week).ToListAsync()));
        Assert.Equal([WeekOf(350)], await vadstena.InDatabase(db => db.DigestAnswers.Select(row => row.Week).ToListAsync()));
        Assert.Equal(["19:young@thread.tacv2", "a:own"], await vadstena.InDatabase(db => db.ChannelInstallations.Where(row => row.ClosedAt != null).Select(row => row.ConversationId).OrderBy(id => id).ToListAsync()));
        Assert.Equal(
            Enum.GetValues<RetentionKind>().Except([RetentionKind.DoneInitiatives, RetentionKind.GoneLinks]).Order(),
            (await vadstena.InDatabase(db => db.RetentionRuns.Where(run => run.Days == 365).Select(run => run.Kind).Distinct().ToListAsync())).Order());
        // A card without its text is not sent again.
        var page = await karin.OpenAsync("deliveries");
        Assert.Single(page.Page.QuerySelectorAll("[data-delivery] form"));
        Assert.All(page.Page.QuerySelectorAll("[data-delivery] h3"), heading => Assert.NotEqual("", heading.TextContent.Trim()));
        await karin.AskAsync(Steward.Person, HttpMethod.Post, "views/deliveries/retry-all", ("reason", "Refused"));
        Assert.Equal(["failed-old"], await vadstena.InDatabase(db => db.Deliveries.Where(row => row.State == DeliveryState.Failed && row.Target == "retention").Select(row => row.Key).ToListAsync()));
    }

    [Fact]
    public async Task A_finished_initiative_stays_until_it_is_decided_and_then_goes_with_its_story_and_leaves_what_was_linked()
    {
        var (old, young) = (await vadstena.FinishAsync("Gammalt och klart", "bibliotek/allmant", 800), await vadstena.FinishAsync("Nyss klart", "bibliotek/allmant", 5));
        var running = await TillitTeams.Tests.Initiatives.ToldInitiatives.TellAsync(vadstena, "Pågår", ["bibliotek/allmant"], row => row.ChangedAt = vadstena.Ago(900));
        await vadstena.RoundAsync();
        Assert.Equal(3, await CountAsync());

        await RetentionRulesTests.DecideAsync(karin, RetentionKind.DoneInitiatives, "730");
        await vadstena.RoundAsync();

        Assert.Equal(2, await CountAsync());
        Assert.False(await vadstena.InDatabase(db => db.Initiatives.AnyAsync(row => row.Id == old.Id)));
        Assert.Equal((0, 0, 0), await vadstena.InDatabase(async db => (
            await db.InitiativeEvents.CountAsync(row => row.InitiativeId == old.Id), await db.InitiativeFollowers.CountAsync(row => row.InitiativeId == old.Id), await db.Deliveries.CountAsync(row => row.InitiativeId == old.Id))));
        Assert.Null(Assert.Single(await vadstena.InDatabase(db => db.Links.Where(link => link.SourceKey == $"drive/{old.Id}").ToListAsync())).InitiativeId);
        Assert.Equal(AuditAction.InitiativeDisposed, Assert.Single(await vadstena.InDatabase(db => db.AuditEvents.Where(row => row.RowId == old.Id).ToListAsync())).Action);
        var went = Assert.Single((await TabForm.OpenViewAsync(vadstena, "amina", "retention")).Page.QuerySelectorAll("[data-run]"), run => run.TextContent.Contains("Initiativ som varit avslutade i 730 dagar togs bort", StringComparison.Ordinal));
        Assert.Contains("Kommunstyrelsen § 84", went.TextContent, StringComparison.Ordinal);
        using var viewer = vadstena.AppClient("sara");
        Assert.DoesNotContain("Gammalt och klart", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);

        Task<int> CountAsync() => vadstena.InDatabase(db => db.Initiatives.CountAsync(row => new[] { old.Id, young.Id, running.Id }.Contains(row.Id)));
    }

    [Fact]
    public async Task Where_it_ends_in_the_middle_nothing_is_half_gone_and_the_next_round_goes_on()
    {
        var links = new List<Guid>();
        for (var number = 0; number < 3; number++)
        {
            links.Add(await vadstena.LinkAsync($"halvord{number}", SourceState.Gone, 200));
        }

        var before = await vadstena.StoredRowsAsync();
        vadstena.Meanwhile = kind => kind == RetentionKind.GoneLinks ? throw new InvalidOperationException("The app ends in the middle.") : Task.CompletedTask;
        await vadstena.RoundAsync();
        vadstena.Meanwhile = _ => Task.CompletedTask;
        Assert.Equal(before.Where(row => row.StartsWith("Link", StringComparison.Ordinal)), (await vadstena.StoredRowsAsync()).Where(row => row.StartsWith("Link", StringComparison.Ordinal)));
        Assert.Equal(0, await vadstena.InDatabase(db => db.AuditEvents.CountAsync(row => links.Contains(row.RowId))));

        await vadstena.RoundAsync();

        Assert.Equal(0, await vadstena.InDatabase(db => db.Links.CountAsync(link => links.Contains(link.Id))));
        Assert.Equal(3, await vadstena.InDatabase(db => db.AuditEvents.CountAsync(row => links.Contains(row.RowId))));
    }

    [Fact]
    public async Task Several_instances_at_once_remove_all_of_much_and_note_it_once_for_the_day()
    {
        var ids = new List<Guid>();
        await vadstena.InDatabase(db =>
        {
            for (var number = 0; number < 450; number++)
            {
                ids.Add(Guid.CreateVersion7());
                db.Add(new Link
                {
                    Id = ids[^1], TenantId = vadstena.Tenant.Id, Kind = LinkKind.Document, SourceKey = $"much/{ids[^1]}", ContainerId = DocumentSource.Elsewhere, WebUrl = "https://example.test/", Title = "Mycket", PlaceName = "Arkiv",
                    State = SourceState.Gone, OccurredAt = vadstena.Ago(200), TaggedAt = vadstena.Ago(200), ChangedAt = vadstena.Ago(200), Version = Guid.NewGuid(),
                });
            }

            return db.SaveChangesAsync();
        });
        vadstena.Clock.Advance(TimeSpan.FromDays(2));
        var runs = await RunsAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => vadstena.RoundAsync()));

        Assert.Equal(0, await vadstena.InDatabase(db => db.Links.CountAsync(link => ids.Contains(link.Id))));
        Assert.Equal(450, await vadstena.InDatabase(db => db.AuditEvents.CountAsync(row => ids.Contains(row.RowId))));
        Assert.Single((await RunsAsync()).Except(runs));
        Assert.Empty((await vadstena.InDatabase(db => new VerifyAudit(db).RunAsync(TestContext.Current.CancellationToken))).Faults);

        Task<List<Guid>> RunsAsync() => vadstena.InDatabase(db => db.RetentionRuns.Where(run => run.Kind == RetentionKind.GoneLinks).Select(run => run.Id).ToListAsync());
    }

    private string WeekOf(int days)
    {
        var day = DateOnly.FromDateTime(vadstena.Ago(days).DateTime);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{System.Globalization.ISOWeek.GetYear(day):0000}-W{System.Globalization.ISOWeek.GetWeekOfYear(day):00}");
    }

    private Delivery Card(string key, DeliveryState state, int days) => new()
    {
        Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Target = "retention", Key = key, ViaConversationId = "retention", Card = "{}", Summary = "Hej", State = state, Purpose = DeliveryPurpose.Digest,
        CreatedAt = vadstena.Ago(days), DueAt = state == DeliveryState.Waiting ? DateTimeOffset.MaxValue : vadstena.Ago(days), Reason = state == DeliveryState.Failed ? DeliveryReason.Refused : null, FailedAt = state == DeliveryState.Failed ? vadstena.Ago(days) : null,
    };

    private DigestSubscription Letter(string target, DateTimeOffset? endedAt) => new()
    {
        Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Target = target, Language = "sv", NextWeek = "2099-W01", NextAt = DateTimeOffset.MaxValue, EndedAt = endedAt,
    };

    private Task<int> ListedAsync(Guid link) => vadstena.InDatabase(db =>
        db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM ListedLinks WHERE Position LIKE {"%" + link.ToString().ToUpperInvariant()} AND List = {vadstena.Person("sara").Id.ToString().ToUpperInvariant()}""").SingleAsync());

    /// <summary>In the index of words itself, whoever may see what it leads to.</summary>
    private Task<int> FoundAsync(string word) => vadstena.InDatabase(db => db.Database.SqlQuery<int>(db.Database.IsSqlite()
        ? $"SELECT COUNT(*) AS Value FROM LinkTexts WHERE LinkTexts MATCH {word}"
        : (FormattableString)$"""SELECT COUNT(*) AS "Value" FROM Links WHERE Texts @@ to_tsquery('simple', {word})""").SingleAsync());
}
