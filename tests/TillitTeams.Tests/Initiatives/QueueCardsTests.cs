using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Initiatives;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Initiatives;

/// <summary>Which news a channel is to have as a card of its own, and that what it has already follows in place.</summary>
public sealed class QueueCardsTests(QuietTenant vadstena) : IClassFixture<QuietTenant>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, InitiativeState, bool, int?, DeliveryPurpose[], DeliveryPurpose?> News => new()
    {
        // state, whether support is asked for, minutes since the ask that the latest card was written, cards there are, news
        { "an idea is no news yet", InitiativeState.Idea, true, null, [], null },
        { "it starts", InitiativeState.Ongoing, false, null, [], DeliveryPurpose.InitiativeStarted },
        { "it starts and asks at once", InitiativeState.Ongoing, true, null, [], DeliveryPurpose.InitiativeStarted },
        { "the card of the start told of the ask", InitiativeState.Ongoing, true, 0, [DeliveryPurpose.InitiativeStarted], null },
        { "it asks later", InitiativeState.Ongoing, true, -5, [DeliveryPurpose.InitiativeStarted], DeliveryPurpose.InitiativeSupport },
        { "it has asked", InitiativeState.Ongoing, true, 5, [DeliveryPurpose.InitiativeStarted, DeliveryPurpose.InitiativeSupport], null },
        { "it is done", InitiativeState.Done, false, -5, [DeliveryPurpose.InitiativeStarted], DeliveryPurpose.InitiativeDone },
        { "it is done at once", InitiativeState.Done, false, null, [], DeliveryPurpose.InitiativeDone },
        { "it was done already", InitiativeState.Done, true, -5, [DeliveryPurpose.InitiativeDone], null },
        { "a pause is no news", InitiativeState.Paused, false, -5, [DeliveryPurpose.InitiativeStarted], null },
    };

    [Theory]
    [MemberData(nameof(News))]
    public void A_channel_has_a_new_card_when_it_starts_asks_or_is_done(
        string when, InitiativeState state, bool asks, int? minutes, DeliveryPurpose[] sent, DeliveryPurpose? news)
    {
        var initiative = new Initiative { Id = Guid.NewGuid(), Title = when, State = state, SupportAsked = asks ? "Stöd" : null, SupportAskedAt = asks ? Now : null };

        var found = QueueCards.NewsFor(initiative, [.. sent.Select(purpose => new Delivery
        {
            Target = "", ViaConversationId = "", Card = "", Summary = "", Purpose = purpose, CreatedAt = Now.AddMinutes(minutes ?? 0),
            Key = purpose == DeliveryPurpose.InitiativeSupport ? $"{initiative.Id}/{Now.UtcTicks}" : $"{initiative.Id}",
        })]);

        Assert.Equal(news, found?.Purpose);
    }

    [Fact]
    public async Task Every_channel_has_one_card_in_its_own_language_and_an_edit_changes_it_in_place()
    {
        var initiative = await vadstena.TellAsync("Två språk", ["kansli/allmant", "omsorg/anhoriga"]);
        var english = vadstena.Conversation("omsorg/anhoriga").Id;
        await vadstena.InDatabase(db => db.ChannelInstallations.Where(row => row.ConversationId == english).ExecuteUpdateAsync(update => update.SetProperty(row => row.Language, "en")));

        await QueueAsync(initiative, _ => { });
        await QueueAsync(initiative, _ => { });
        await QueueAsync(initiative, row => row.ResidentsGain = "Fler orkar.");

        var rows = await DeliveriesAsync(initiative);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal((2, DeliveryState.Waiting), (row.Revision, row.State)));
        Assert.All(rows, row => Assert.Contains("Fler orkar.", row.Card, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Contains(row.Id.ToString(), row.Card, StringComparison.Ordinal));
        Assert.Equal("New initiative: Två språk", rows.Single(row => row.Target == english).Summary);
        Assert.Equal("Nytt initiativ: Två språk", rows.Single(row => row.Target != english).Summary);
    }

    [Fact]
    public async Task In_a_channel_that_it_no_longer_concerns_its_card_tells_nothing_any_more()
    {
        var initiative = await vadstena.TellAsync("Inte längre här", ["kansli/allmant", "omsorg/anhoriga"]);
        await QueueAsync(initiative, _ => { });
        var gone = vadstena.Conversation("omsorg/anhoriga").Id;

        await QueueAsync(initiative, row => row.Channels.RemoveAll(channel => channel.ChannelId == gone));

        var withdrawn = (await DeliveriesAsync(initiative)).Single(row => row.Target == gone);
        Assert.DoesNotContain("Inte längre här", withdrawn.Card, StringComparison.Ordinal);
        Assert.Equal(2, withdrawn.Revision);
    }

    private async Task QueueAsync(Initiative initiative, Action<Initiative> change)
    {
        await using var scope = vadstena.Host.AppServices.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(vadstena.Tenant.Id, vadstena.Person("amina").Id);
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
        var row = await db.Initiatives.Include(known => known.Channels).Include(known => known.Goals).Include(known => known.Principles)
            .SingleAsync(known => known.Id == initiative.Id, TestContext.Current.CancellationToken);
        change(row);
        await scope.ServiceProvider.GetRequiredService<QueueCards>().QueueAsync(row, TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private Task<List<Delivery>> DeliveriesAsync(Initiative initiative) => vadstena.InDatabase(db =>
        db.Deliveries.AsNoTracking().Where(row => row.InitiativeId == initiative.Id).ToListAsync());
}
