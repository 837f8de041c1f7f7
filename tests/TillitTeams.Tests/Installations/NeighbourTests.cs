using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Installations;

/// <summary>What happens in one tenant changes no row of another, not even for the same ids.</summary>
public sealed class NeighbourTests(TwoTenants vadstena) : IClassFixture<TwoTenants>
{
    [Fact]
    public async Task An_event_in_one_tenant_leaves_the_other_tenants_rows_as_they_are()
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "kansli"));
        await vadstena.InDatabase(
            async db =>
            {
                db.AddRange(team.Channels.Select(channel => Row(channel.Id, team.Id.ToString())));
                return await db.SaveChangesAsync();
            },
            TwoTenants.Neighbour);
        var before = await RowsAsync(TwoTenants.Neighbour);

        vadstena.Tenant.RenameChannel(team.Channels[1].Id, "Nytt namn");
        vadstena.Tenant.RenameTeam(team.Id, "Nytt namn");
        vadstena.Tenant.ArchiveTeam(team.Id);
        vadstena.Tenant.RemoveApp(team.Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        await TellAsync(vadstena.Tenant.Id, "typing", new Uri(vadstena.Host.CloudUrl, "connector/moved/").ToString(), team.General.Id);

        Assert.All((await RowsAsync(vadstena.Tenant.Id)).Where(row => row.Team == team.Id.ToString()), row => Assert.NotNull(row.ClosedAt));
        Assert.Equal(before, await RowsAsync(TwoTenants.Neighbour));
    }

    [Fact]
    public async Task An_event_from_the_other_tenant_is_kept_there()
    {
        var before = await RowsAsync(vadstena.Tenant.Id);
        var chat = vadstena.Conversation("chat/sommarpraktik").Id;

        await TellAsync(TwoTenants.Neighbour, "installationUpdate", vadstena.Host.Addresses.ConnectorUrl.ToString(), chat);

        Assert.Contains(await RowsAsync(TwoTenants.Neighbour), row => row.Conversation == chat);
        Assert.Equal(before, await RowsAsync(vadstena.Tenant.Id));
    }

    private static ChannelInstallation Row(string conversation, string team) => new()
    {
        Id = Guid.NewGuid(),
        TenantId = TwoTenants.Neighbour,
        Kind = ConversationKind.Channel,
        ConversationId = conversation,
        TeamId = team,
        TeamName = "Grannkommunen",
        ChannelName = "Allmänt",
        ServiceUrl = "https://localhost/neighbour/",
        Language = "sv",
        InstalledAt = TimeProvider.System.GetUtcNow(),
    };

    private async Task TellAsync(Guid tenant, string type, string serviceUrl, string conversation)
    {
        var activity = vadstena.Host.Activities.Installation(vadstena.Conversation("chat/sommarpraktik").Id, vadstena.Person("sara").Id, "add");
        activity["type"] = type;
        activity["serviceUrl"] = serviceUrl;
        activity["conversation"]!["id"] = conversation;
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant.ToString() } };
        var reply = await vadstena.Host.Bot.SendAsync(
            activity.ToJsonString(), vadstena.Host.Bot.Mint(new TokenFlaws(), serviceUrl), TestContext.Current.CancellationToken);
        Assert.Equal(200, reply.Status);
    }

    private Task<List<(string Conversation, string? Team, string? TeamName, string? ChannelName, string ServiceUrl, DateTimeOffset? ClosedAt)>> RowsAsync(Guid tenant) =>
        vadstena.InDatabase(
            async db => (await db.ChannelInstallations.AsNoTracking().OrderBy(row => row.ConversationId).ToListAsync())
                .Select(row => (row.ConversationId, row.TeamId, row.TeamName, row.ChannelName, row.ServiceUrl, row.ClosedAt))
                .ToList(),
            tenant);
}
