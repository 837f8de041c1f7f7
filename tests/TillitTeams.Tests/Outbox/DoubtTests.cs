using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>Nobody knows how a post ended: what is seen decides, before anything is posted again.</summary>
public sealed class DoubtTests(OutboxTenant vadstena) : IClassFixture<OutboxTenant>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Theory]
    [InlineData("omsorg/hemtjansten")]
    [InlineData("skola/elevhalsa")]
    [InlineData("chat/sommarpraktik")]
    public async Task A_card_whose_answer_was_lost_is_found_where_it_is(string place)
    {
        var row = await vadstena.AddAsync(place);
        vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        var inDoubt = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Waiting, null, null), (inDoubt.State, inDoubt.MessageId, inDoubt.Lease));
        Assert.NotNull(inDoubt.InDoubtSince);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Delivered, Assert.Single(vadstena.CardsOf(row)).Id, 1), (kept.State, kept.MessageId, kept.SentRevision));
        Assert.Equal((null, null, 0), (kept.InDoubtSince, kept.TriedSince, kept.Attempts));
    }

    [Theory]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.Slow)]
    public async Task A_card_that_is_not_found_is_posted_again(FaultKind how)
    {
        var row = await vadstena.AddAsync("gata/parker");
        if (how == FaultKind.Drop)
        {
            vadstena.Host.Faults.Drop(CloudService.Connector, 1);
        }
        else
        {
            vadstena.Host.Faults.Slow(CloudService.Connector, 1, TimeSpan.FromMinutes(1));
        }

        await vadstena.WorkAsync();
        Assert.NotNull((await vadstena.RowAsync(row)).InDoubtSince);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(Assert.Single(vadstena.CardsOf(row)).Id, (await vadstena.RowAsync(row)).MessageId);
    }

    [Fact]
    public async Task A_process_that_died_after_the_post_posts_nothing_again_when_it_is_back()
    {
        var row = await vadstena.AddAsync("skola/lasning");
        await vadstena.WorkAsync();
        // As the database was at that moment.
        await vadstena.ChangeAsync(row, Undone);

        await vadstena.WorkAsync();
        Assert.Null((await vadstena.RowAsync(row)).MessageId);
        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(Assert.Single(vadstena.CardsOf(row)).Id, (await vadstena.RowAsync(row)).MessageId);
    }

    [Fact]
    public async Task A_process_that_died_before_the_post_makes_it_when_it_is_back()
    {
        var row = vadstena.Row(vadstena.Conversation("kansli/allmant").Id, vadstena.Conversation("kansli/allmant").Id, DeliveryPurpose.InitiativeStarted, person: null);
        Undone(row);
        await vadstena.AddAsync(row);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task Nobody_looks_before_Teams_and_Graph_have_had_their_time()
    {
        var row = await vadstena.AddAsync("gata/vinter");
        vadstena.Host.Faults.Drop(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        var since = (await vadstena.RowAsync(row)).InDoubtSince!.Value;

        await vadstena.ChangeAsync(row, kept => kept.DueAt = vadstena.Clock.GetUtcNow());
        await vadstena.WorkAsync();

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((since, since + vadstena.Options.CheckAfter), (kept.InDoubtSince, kept.DueAt));
        Assert.Empty(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task A_card_that_was_edited_meanwhile_is_found_and_then_edited()
    {
        var row = await vadstena.AddAsync("bibliotek/program");
        vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        await vadstena.EditAsync(row, "Efteråt");

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal("Efteråt", OutboxTenant.SaidBy(Assert.Single(vadstena.CardsOf(row))));
        Assert.Equal((DeliveryState.Delivered, 2), ((await vadstena.RowAsync(row)).State, (await vadstena.RowAsync(row)).SentRevision));
    }

    [Fact]
    public async Task Somebody_who_writes_the_deliverys_id_is_not_taken_for_the_card()
    {
        var row = await vadstena.AddAsync("omsorg/allmant");
        vadstena.Host.Faults.Drop(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        vadstena.Tenant.Post(vadstena.Conversation("omsorg/allmant").Id, null, vadstena.Person("lena").Id, $"<p>{row.Id}</p>", cardJson: row.Card);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Single(vadstena.CardsOf(row), card => card.FromPerson is null);
    }

    [Theory]
    [InlineData(FaultKind.LoseAnswer, 1)]
    [InlineData(FaultKind.Drop, 0)]
    public async Task In_a_chat_with_one_person_it_ends_uncertain_rather_than_twice(FaultKind how, int there)
    {
        var row = await vadstena.AddForAsync("lena");
        bool IsMessage(string path) => path.EndsWith("/activities", StringComparison.Ordinal);
        if (how == FaultKind.Drop)
        {
            vadstena.Host.Faults.Drop(CloudService.Connector, 1, IsMessage);
        }
        else
        {
            vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1, IsMessage);
        }

        await vadstena.WorkAsync();
        await vadstena.PassAsync(TimeSpan.FromHours(1));

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Failed, DeliveryReason.Uncertain), (kept.State, kept.Reason));
        Assert.Equal(there, vadstena.CardsOf(row).Count);
    }

    [Fact]
    public async Task A_process_that_died_over_a_chat_with_one_person_leaves_it_uncertain()
    {
        var row = vadstena.Row(Delivery.ToPerson(vadstena.Person("amina").Id), vadstena.Conversation("skola/allmant").Id, DeliveryPurpose.SupportOffered, vadstena.Person("amina").Id);
        Undone(row);
        await vadstena.AddAsync(row);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(DeliveryReason.Uncertain, (await vadstena.RowAsync(row)).Reason);
        Assert.Empty(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task Where_the_app_may_not_look_it_ends_uncertain()
    {
        var row = await vadstena.AddAsync("omsorg/anhoriga");
        vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        vadstena.Host.Faults.Refuse(CloudService.Graph, 1, 403, "Forbidden");

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(DeliveryReason.Uncertain, (await vadstena.RowAsync(row)).Reason);
        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task While_Graph_is_away_it_is_waited_for()
    {
        var row = await vadstena.AddAsync("kansli/fullmaktige");
        vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        vadstena.Host.Faults.Unavailable(CloudService.Graph, 50);

        await vadstena.PassAsync(TimeSpan.FromMinutes(3));
        Assert.NotNull((await vadstena.RowAsync(row)).InDoubtSince);
        Assert.Equal(DeliveryState.Waiting, (await vadstena.RowAsync(row)).State);

        vadstena.Host.Faults.Clear();
        await vadstena.PassAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(Assert.Single(vadstena.CardsOf(row)).Id, (await vadstena.RowAsync(row)).MessageId);
    }

    private void Undone(Delivery row) =>
        (row.State, row.MessageId, row.SentRevision, row.InDoubtSince, row.Lease, row.LeasedUntil) =
        (DeliveryState.Waiting, null, 0, vadstena.Clock.GetUtcNow(), Guid.NewGuid(), vadstena.Clock.GetUtcNow().AddMinutes(1));
}
