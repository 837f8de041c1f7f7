using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Installations;

/// <summary>Whatever happens in Teams, what is stored about where the bot may speak stays true.</summary>
public sealed class InstallationsTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    public static TheoryData<string, Action<LocalTenant>[]> Happenings => new()
    {
        { "a first start", [] },
        { "a channel is created and renamed", [Create("kansli", "Digitalisering"), Rename("kansli/fullmaktige", "Fullmäktige")] },
        { "a channel is deleted", [Delete("omsorg/anhoriga"), Create("omsorg", "Anhörigstöd igen")] },
        { "a team is renamed", [RenameTeam("bibliotek", "Kultur och bibliotek"), Create("bibliotek", "Utställningar")] },
        { "a team is archived and brought back", [Archive("gata"), RenameTeam("gata", "Gata och park"), Unarchive("gata")] },
        { "the app is taken out of a team and put back", [RemoveApp("omsorg"), InstallApp("omsorg")] },
        { "the app comes to a new team", [InstallApp("bygg"), Create("bygg", "Tillsyn"), RemoveApp("bygg")] },
        { "a team is deleted", [DeleteTeam("skola")] },
        { "the app comes to a chat and leaves another", [InstallInChat("chat/kulturnatten"), RemoveFromChat("chat/sommarpraktik")] },
    };

    [Theory]
    [MemberData(nameof(Happenings), DisableDiscoveryEnumeration = true)]
    public async Task The_app_is_known_where_it_is_installed_and_nowhere_else(string what, Action<LocalTenant>[] happenings)
    {
        await AssertTrueAsync(what);
        foreach (var happen in happenings)
        {
            happen(vadstena);
            await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
            await AssertTrueAsync(what);
        }
    }

    private async Task AssertTrueAsync(string what)
    {
        var stored = await vadstena.InDatabase(db => db.ChannelInstallations.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));

        Assert.Distinct(stored.Select(row => row.ConversationId), StringComparer.Ordinal);
        var open = stored.Where(row => row.ClosedAt is null)
            .Select(row => (row.Kind, row.ConversationId, row.TeamId, row.TeamName, row.ChannelName))
            .Order()
            .ToList();
        Assert.True(open.SequenceEqual(Expected()), $"{what}: {string.Join(Environment.NewLine, open)}");
        Assert.All(stored, row => Assert.Equal(vadstena.Host.Addresses.ConnectorUrl.ToString(), row.ServiceUrl));
        Assert.All(stored, row => Assert.Equal("sv", row.Language));
    }

    private List<(ConversationKind, string, string?, string?, string?)> Expected() => vadstena.Tenant.Read(content =>
    {
        var channels =
            from team in content.Teams
            where team is { AppInstalled: true, IsArchived: false }
            from channel in team.Channels
            where !channel.IsDeleted
            select (ConversationKind.Channel, channel.Id, (string?)team.Id.ToString(), (string?)team.DisplayName, (string?)channel.DisplayName);
        var chats =
            from chat in content.Chats
            where chat.AppInstalled
            select (ConversationKind.GroupChat, chat.Id, (string?)null, (string?)null, (string?)null);
        return channels.Concat(chats).Order().ToList();
    });

    private static Action<LocalTenant> Create(string team, string name) => vadstena => vadstena.Tenant.CreateChannel(Team(vadstena, team), name);

    private static Action<LocalTenant> Rename(string channel, string name) =>
        vadstena => vadstena.Tenant.RenameChannel(vadstena.Conversation(channel).Id, name);

    private static Action<LocalTenant> Delete(string channel) => vadstena => vadstena.Tenant.DeleteChannel(vadstena.Conversation(channel).Id);

    private static Action<LocalTenant> RenameTeam(string team, string name) => vadstena => vadstena.Tenant.RenameTeam(Team(vadstena, team), name);

    private static Action<LocalTenant> Archive(string team) => vadstena => vadstena.Tenant.ArchiveTeam(Team(vadstena, team));

    private static Action<LocalTenant> Unarchive(string team) => vadstena => vadstena.Tenant.UnarchiveTeam(Team(vadstena, team));

    private static Action<LocalTenant> DeleteTeam(string team) => vadstena => vadstena.Tenant.DeleteTeam(Team(vadstena, team));

    private static Action<LocalTenant> InstallApp(string team) => vadstena => vadstena.Tenant.InstallApp(Team(vadstena, team));

    private static Action<LocalTenant> RemoveApp(string team) => vadstena => vadstena.Tenant.RemoveApp(Team(vadstena, team));

    private static Action<LocalTenant> InstallInChat(string chat) => vadstena => vadstena.Tenant.InstallApp(vadstena.Conversation(chat).Id);

    private static Action<LocalTenant> RemoveFromChat(string chat) => vadstena => vadstena.Tenant.RemoveApp(vadstena.Conversation(chat).Id);

    private static Guid Team(LocalTenant vadstena, string key) => vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == key).Id);
}
