using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>A card for one person finds the chat that there is, or opens one.</summary>
public sealed class PersonTests(OutboxTenant vadstena) : IClassFixture<OutboxTenant>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task The_chat_is_opened_once_and_the_next_card_goes_there_too()
    {
        var first = await vadstena.AddForAsync("lena");
        vadstena.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await vadstena.AddForAsync("lena", purpose: DeliveryPurpose.InitiativeDone);

        await vadstena.WorkAsync();

        var chat = vadstena.Tenant.Read(content => content.FindAppChat(vadstena.Person("lena").Id))!;
        Assert.Equal([Assert.Single(vadstena.CardsOf(first)).Id, Assert.Single(vadstena.CardsOf(second)).Id], chat.Messages.Select(message => message.Id));
        var kept = await vadstena.RowAsync(first);
        Assert.Equal((DeliveryState.Delivered, chat.Id), (kept.State, kept.ConversationId));

        await vadstena.EditAsync(first, "Ändrat");
        await vadstena.WorkAsync();
        Assert.Equal("Ändrat", OutboxTenant.SaidBy(Assert.Single(vadstena.CardsOf(first))));
    }

    [Fact]
    public async Task Where_the_person_has_the_app_their_own_chat_is_known_and_used()
    {
        var chat = vadstena.Tenant.InstallAppFor(vadstena.Person("sara").Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        var known = await vadstena.InDatabase(db => db.ChannelInstallations.SingleAsync(installation => installation.ConversationId == chat.Id));
        Assert.Equal((ConversationKind.Personal, vadstena.Person("sara").Id), (known.Kind, known.PersonId));
        vadstena.Host.Faults.Refuse(CloudService.Connector, 1, 500, "ServiceError", path => path.EndsWith("/conversations", StringComparison.Ordinal));

        var row = await vadstena.AddForAsync("sara");
        await vadstena.WorkAsync();

        Assert.Equal(Assert.Single(vadstena.CardsOf(row)), Assert.Single(chat.Messages));
        Assert.Equal(chat.Id, (await vadstena.RowAsync(row)).ConversationId);
        // The fault is still to come: nobody opened a chat.
        Assert.Single(vadstena.Host.Faults.Pending);
    }

    [Fact]
    public async Task Whoever_has_taken_the_app_away_is_not_written_to()
    {
        vadstena.Tenant.InstallAppFor(vadstena.Person("johan").Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        vadstena.Tenant.RemoveAppFor(vadstena.Person("johan").Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);

        var row = await vadstena.AddForAsync("johan");
        await vadstena.WorkAsync();

        Assert.Equal(DeliveryReason.NotThere, (await vadstena.RowAsync(row)).Reason);
    }

    [Fact]
    public async Task Whoever_has_blocked_the_bot_is_not_reached()
    {
        vadstena.Tenant.BlockApp(vadstena.Person("peter").Id);

        var row = await vadstena.AddForAsync("peter");
        await vadstena.WorkAsync();

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryReason.Blocked, null), (kept.Reason, kept.InDoubtSince));
        Assert.Empty(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task Whoever_has_the_app_nowhere_is_not_reached()
    {
        var stranger = vadstena.Tenant.Read(content => content.People.First(person => !content.ReachesByApp(person.Id)));

        var row = await vadstena.AddForAsync(stranger.Key);
        await vadstena.WorkAsync();

        Assert.Equal(DeliveryReason.Blocked, (await vadstena.RowAsync(row)).Reason);
    }

    [Theory]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.LoseAnswer)]
    [InlineData(FaultKind.Throttle)]
    public async Task A_chat_that_could_not_be_opened_is_opened_later(FaultKind how)
    {
        static bool IsOpening(string path) => path.EndsWith("/conversations", StringComparison.Ordinal);
        var row = await vadstena.AddForAsync("karin", purpose: (DeliveryPurpose)how);
        switch (how)
        {
            case FaultKind.Drop:
                vadstena.Host.Faults.Drop(CloudService.Connector, 1, IsOpening);
                break;
            case FaultKind.LoseAnswer:
                vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1, IsOpening);
                break;
            default:
                vadstena.Host.Faults.Throttle(CloudService.Connector, 1, TimeSpan.FromSeconds(5), IsOpening);
                break;
        }

        await vadstena.WorkAsync();
        var waiting = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Waiting, null, 1), (waiting.State, waiting.InDoubtSince, waiting.Attempts));

        await vadstena.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(vadstena.CardsOf(row));
        Assert.Single(vadstena.Tenant.Read(content => content.Chats.Where(chat => chat.IsWithApp && chat.Members.Contains(vadstena.Person("karin").Id)).ToList()));
    }
}
