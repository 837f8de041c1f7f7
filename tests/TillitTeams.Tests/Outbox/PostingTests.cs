using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>A card is posted once, and what is seen follows what is stored.</summary>
public sealed class PostingTests(OutboxTenant vadstena) : IClassFixture<OutboxTenant>
{
    [Fact]
    public async Task A_card_is_posted_once_and_the_row_says_where()
    {
        var row = await vadstena.AddAsync("omsorg/hemtjansten");

        await vadstena.WorkAsync();
        await vadstena.PassAsync(TimeSpan.FromMinutes(5));

        var card = Assert.Single(vadstena.CardsOf(row));
        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Delivered, card.Id, 1), (kept.State, kept.MessageId, kept.SentRevision));
        Assert.Equal((null, null, null), (kept.Lease, kept.LeasedUntil, kept.InDoubtSince));
        Assert.Null(card.ReplyToId);
    }

    [Fact]
    public async Task What_is_not_due_waits()
    {
        var row = vadstena.Row(vadstena.Conversation("gata/parker").Id, vadstena.Conversation("gata/parker").Id, DeliveryPurpose.InitiativeDone, person: null);
        row.DueAt = vadstena.Clock.GetUtcNow().AddHours(1);
        await vadstena.AddAsync(row);

        await vadstena.WorkAsync();

        Assert.Empty(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task While_nothing_is_due_it_is_looked_without_keeping_anybody_from_writing()
    {
        await vadstena.WorkAsync();
        await using var scope = vadstena.OpenScope();

        // Who would have to wait for this would at last be refused.
        Assert.Empty(await vadstena.InDatabase(async db =>
        {
            await using var writing = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await db.Queries.TakeTurnAsync(db, Turn.Deliveries, TestContext.Current.CancellationToken);
            return await scope.ServiceProvider.GetRequiredService<ClaimDeliveries>().ClaimAsync(TestContext.Current.CancellationToken);
        }));
    }

    [Fact]
    public async Task Of_several_edits_only_the_last_is_sent_and_in_place()
    {
        var row = await vadstena.AddAsync("omsorg/allmant");
        await vadstena.WorkAsync();
        var posted = Assert.Single(vadstena.CardsOf(row)).Id;
        var updates = 0;
        vadstena.Tenant.Changed += change => updates += change is MessageChanged { Kind: ChangeKind.Updated } message && message.MessageId == posted ? 1 : 0;

        await vadstena.EditAsync(row, "Ett");
        await vadstena.EditAsync(row, "Två");
        await vadstena.EditAsync(row, "Tre");
        await vadstena.WorkAsync();

        var card = Assert.Single(vadstena.CardsOf(row));
        Assert.Equal(posted, card.Id);
        Assert.Equal("Tre", OutboxTenant.SaidBy(card));
        Assert.Equal(1, updates);
        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Delivered, 4, 4), (kept.State, kept.Revision, kept.SentRevision));
    }

    [Theory]
    [InlineData(ChangeKind.Created)]
    [InlineData(ChangeKind.Updated)]
    public async Task An_edit_while_it_is_being_sent_is_sent_after_it(ChangeKind during)
    {
        var row = await vadstena.AddAsync("omsorg/anhoriga", DeliveryPurpose.InitiativeSupport);
        if (during == ChangeKind.Updated)
        {
            await vadstena.WorkAsync();
            await vadstena.EditAsync(row, "Först");
        }

        vadstena.WhenNext(during, () => vadstena.EditAsync(row, "Sist"));
        await vadstena.WorkAsync();

        var card = Assert.Single(vadstena.CardsOf(row));
        Assert.Equal("Sist", OutboxTenant.SaidBy(card));
        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Delivered, kept.Revision), (kept.State, kept.SentRevision));
    }

    [Fact]
    public async Task An_edit_that_was_begun_before_the_card_was_delivered_is_not_saved_as_if_it_waited()
    {
        var row = await vadstena.AddAsync("skola/allmant");

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => vadstena.InDatabase(async db =>
        {
            var kept = await db.Deliveries.SingleAsync(kept => kept.Id == row.Id);
            await vadstena.WorkAsync();
            kept.Show("{}", "För sent", vadstena.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task A_card_that_somebody_took_away_is_not_posted_again()
    {
        var row = await vadstena.AddAsync("skola/lasning");
        await vadstena.WorkAsync();
        vadstena.Tenant.DeleteMessage(vadstena.Conversation("skola/lasning").Id, (await vadstena.RowAsync(row)).MessageId!);

        await vadstena.EditAsync(row, "Ändrat");
        await vadstena.WorkAsync();

        Assert.Empty(vadstena.CardsOf(row));
        Assert.Equal(DeliveryState.Delivered, (await vadstena.RowAsync(row)).State);
    }

    [Fact]
    public async Task Several_workers_on_one_database_post_each_card_once()
    {
        var rows = new List<Delivery>();
        foreach (var channel in vadstena.Tenant.Read(content => content.Teams.Where(team => team.AppInstalled).SelectMany(team => team.Channels).Select(channel => channel.Key).ToList()))
        {
            rows.Add(await vadstena.AddAsync(channel, DeliveryPurpose.InitiativeDone));
            rows.Add(await vadstena.AddAsync(channel, DeliveryPurpose.InitiativeSupport));
        }

        var loop = vadstena.Host.AppServices.GetRequiredService<OutboxLoop>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => loop.RunOnceAsync(TestContext.Current.CancellationToken))));
        // The buckets of a conversation that had more than its share fill up in real time.
        await Task.Delay(vadstena.Options.ConversationPause * 2, TestContext.Current.CancellationToken);
        await vadstena.PassAsync(TimeSpan.FromMinutes(2));

        Assert.All(rows, row => Assert.Single(vadstena.CardsOf(row)));
        // None had even begun on what another one had.
        Assert.DoesNotContain(vadstena.Logs.GetSnapshot(), log => rows.Exists(row => log.Message.Contains(row.Id.ToString(), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_records_nothing_and_the_other_finds_the_card()
    {
        var row = await vadstena.AddAsync("bibliotek/allmant");
        var other = Guid.NewGuid();

        vadstena.WhenNext(ChangeKind.Created, () => vadstena.ChangeAsync(row, kept => kept.Lease = other));
        await vadstena.WorkAsync();

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((other, null, DeliveryState.Waiting), (kept.Lease, kept.MessageId, kept.State));
        Assert.NotNull(kept.InDoubtSince);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(Assert.Single(vadstena.CardsOf(row)).Id, (await vadstena.RowAsync(row)).MessageId);
    }

    [Fact]
    public async Task Whoever_lost_the_lease_before_the_call_does_not_make_it()
    {
        var row = await vadstena.AddAsync("bibliotek/program");
        await using var scope = vadstena.OpenScope();
        var claimed = (await scope.ServiceProvider.GetRequiredService<ClaimDeliveries>().ClaimAsync(TestContext.Current.CancellationToken)).Single(one => one.Id == row.Id);
        await vadstena.ChangeAsync(row, kept => kept.Lease = Guid.NewGuid());

        await scope.ServiceProvider.GetRequiredService<DeliverCard>().DeliverAsync(claimed, TestContext.Current.CancellationToken);

        Assert.Empty(vadstena.CardsOf(row));
        Assert.Null((await vadstena.RowAsync(row)).InDoubtSince);
    }

    [Fact]
    public async Task What_an_instance_took_that_never_comes_back_is_left_to_it_for_a_while_and_then_to_others()
    {
        var row = vadstena.Row(vadstena.Conversation("gata/vinter").Id, vadstena.Conversation("gata/vinter").Id, DeliveryPurpose.InitiativeStarted, person: null);
        (row.Lease, row.LeasedUntil) = (Guid.NewGuid(), vadstena.Clock.GetUtcNow().AddMinutes(1));
        await vadstena.AddAsync(row);

        await vadstena.WorkAsync();
        Assert.Empty(vadstena.CardsOf(row));

        await vadstena.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task Every_tenants_cards_are_delivered()
    {
        var channel = vadstena.Conversation("gata/allmant").Id;
        await vadstena.InDatabase(
            db =>
            {
                db.Add(new ChannelInstallation
                {
                    Id = Guid.NewGuid(), TenantId = TwoTenants.Neighbour, ConversationId = channel, ServiceUrl = vadstena.Host.Addresses.ConnectorUrl.ToString(), Language = "sv",
                });
                return db.SaveChangesAsync();
            },
            TwoTenants.Neighbour);
        var row = await vadstena.AddAsync(vadstena.Row(channel, channel, DeliveryPurpose.InitiativeStarted, person: null, TwoTenants.Neighbour));

        await vadstena.WorkAsync();

        Assert.Equal(DeliveryState.Delivered, (await vadstena.RowAsync(row, TwoTenants.Neighbour)).State);
    }

    [Fact]
    public async Task What_fails_for_a_reason_of_the_apps_own_holds_nothing_else_up()
    {
        var (broken, whole) = (await vadstena.AddAsync("kansli/fullmaktige"), await vadstena.AddAsync("kansli/fullmaktige", DeliveryPurpose.InitiativeDone));
        await vadstena.ChangeAsync(broken, kept => kept.Card = "not JSON");

        await vadstena.WorkAsync();

        Assert.Single(vadstena.CardsOf(whole));
        var kept = await vadstena.RowAsync(broken);
        Assert.Equal((DeliveryState.Waiting, 1), (kept.State, kept.Attempts));
        await vadstena.PassAsync(TimeSpan.FromDays(2));
        Assert.Equal(DeliveryReason.GaveUp, (await vadstena.RowAsync(broken)).Reason);
    }

    [Fact]
    public async Task A_shutdown_waits_for_the_answer_and_leaves_the_rest_to_the_next_start()
    {
        var (sending, next) = (await vadstena.AddAsync("skola/klosterangen"), await vadstena.AddAsync("skola/klosterangen", DeliveryPurpose.InitiativeDone));
        using var stopping = new CancellationTokenSource();
        vadstena.WhenNext(ChangeKind.Created, stopping.CancelAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => vadstena.Host.AppServices.GetRequiredService<OutboxLoop>().RunOnceAsync(stopping.Token));

        Assert.Equal(DeliveryState.Delivered, (await vadstena.RowAsync(sending)).State);
        var left = await vadstena.RowAsync(next);
        Assert.Equal((DeliveryState.Waiting, null, null), (left.State, left.Lease, left.InDoubtSince));
        await vadstena.WorkAsync();
        Assert.Single(vadstena.CardsOf(next));
    }
}
