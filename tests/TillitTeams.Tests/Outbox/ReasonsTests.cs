using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>What cannot arrive ends with a reason, and can be tried again when that is gone.</summary>
public sealed class ReasonsTests(OutboxTenant vadstena) : IClassFixture<OutboxTenant>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Theory]
    [InlineData(403, "BotNotInConversationRoster", "omsorg/allmant", DeliveryReason.NotThere)]
    [InlineData(404, "ConversationNotFound", "omsorg/hemtjansten", DeliveryReason.NotThere)]
    [InlineData(403, "BotDisabledByAdmin", "omsorg/anhoriga", DeliveryReason.Blocked)]
    [InlineData(403, "ConversationBlockedByUser", "skola/elevhalsa", DeliveryReason.Blocked)]
    [InlineData(403, "NotEnoughPermissions", "kansli/fullmaktige", DeliveryReason.Blocked)]
    [InlineData(400, "Bad Argument", "skola/klosterangen", DeliveryReason.Refused)]
    [InlineData(413, "MessageSizeTooBig", "bibliotek/allmant", DeliveryReason.Refused)]
    public async Task What_Teams_answers_is_the_reason_and_it_is_not_asked_again(int status, string code, string channel, DeliveryReason reason)
    {
        var row = await vadstena.AddAsync(channel);
        vadstena.Host.Faults.Refuse(CloudService.Connector, 1, status, code);

        await vadstena.WorkAsync();
        await vadstena.PassAsync(TimeSpan.FromHours(2));

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Failed, reason, null), (kept.State, kept.Reason, kept.InDoubtSince));
        Assert.NotNull(kept.FailedAt);
        Assert.Empty(vadstena.CardsOf(row));
    }

    public static TheoryData<string, Action<OutboxTenant>, Action<OutboxTenant>> Ways => new()
    {
        { "skola/lasning", vadstena => vadstena.Tenant.RemoveApp(Team(vadstena, "skola/lasning")), vadstena => vadstena.Tenant.InstallApp(Team(vadstena, "skola/lasning")) },
        { "gata/parker", vadstena => vadstena.Tenant.ArchiveTeam(Team(vadstena, "gata/parker")), vadstena => vadstena.Tenant.UnarchiveTeam(Team(vadstena, "gata/parker")) },
        { "chat/sommarpraktik", vadstena => vadstena.Tenant.RemoveApp(vadstena.Conversation("chat/sommarpraktik").Id), vadstena => vadstena.Tenant.InstallApp(vadstena.Conversation("chat/sommarpraktik").Id) },
    };

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public async Task Where_the_bot_is_no_longer_it_ends_and_when_it_is_back_it_can_be_tried_again(string place, Action<OutboxTenant> leave, Action<OutboxTenant> comeBack)
    {
        var row = await vadstena.AddAsync(place);
        leave(vadstena);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        await vadstena.WorkAsync();
        Assert.Equal(DeliveryReason.NotThere, (await vadstena.RowAsync(row)).Reason);

        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        comeBack(vadstena);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        await vadstena.ChangeAsync(row, kept => kept.TryAgain(vadstena.Clock.GetUtcNow()));
        await vadstena.WorkAsync();

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Delivered, null, null), (kept.State, kept.Reason, kept.FailedAt));
        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task A_deleted_channel_is_not_there_whether_the_app_was_told_or_not()
    {
        var channel = vadstena.Tenant.CreateChannel(Team(vadstena, "kansli/allmant"), "Digitalisering");
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        var (untold, told) = (await vadstena.AddAsync(channel.Key), await vadstena.AddAsync(channel.Key, DeliveryPurpose.InitiativeDone));

        vadstena.Tenant.Change(_ =>
        {
            channel.IsDeleted = true;
            return null;
        });
        await vadstena.WorkAsync();
        Assert.Equal(DeliveryReason.NotThere, (await vadstena.RowAsync(untold)).Reason);

        vadstena.Tenant.DeleteChannel(channel.Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        await vadstena.WorkAsync();
        Assert.Equal(DeliveryReason.NotThere, (await vadstena.RowAsync(told)).Reason);
    }

    [Fact]
    public async Task An_update_too_ends_where_the_bot_is_no_longer()
    {
        var row = await vadstena.AddAsync("bibliotek/program");
        await vadstena.WorkAsync();
        await vadstena.EditAsync(row, "Ändrat");
        vadstena.Host.Faults.Refuse(CloudService.Connector, 1, 403, "BotNotInConversationRoster");

        await vadstena.WorkAsync();

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Failed, DeliveryReason.NotThere, 1, 2), (kept.State, kept.Reason, kept.SentRevision, kept.Revision));
        Assert.Equal("Så här långt", OutboxTenant.SaidBy(Assert.Single(vadstena.CardsOf(row))));
    }

    [Fact]
    public async Task Where_the_bot_never_was_nothing_is_asked()
    {
        var row = await vadstena.AddAsync("bygg/bygglov");

        await vadstena.WorkAsync();

        Assert.Equal(DeliveryReason.NotThere, (await vadstena.RowAsync(row)).Reason);
    }

    private static Guid Team(OutboxTenant vadstena, string channel) =>
        vadstena.Tenant.Read(content => content.FindChannel(vadstena.Conversation(channel).Id)!.Value.Team.Id);
}
