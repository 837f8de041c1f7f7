using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox;

public sealed class TenantActsTests
{
    private static readonly Guid Skola = SeedIds.Team("skola");
    private static readonly Guid Amina = SeedIds.Person("amina");
    private static readonly Guid Lena = SeedIds.Person("lena");

    private readonly SandboxTenant tenant = new(TenantSeed.Load(TimeProvider.System.GetUtcNow()), TimeProvider.System);
    private readonly List<TenantChange> told = [];

    public TenantActsTests() => tenant.Changed += told.Add;

    [Fact]
    public void Every_act_tells_of_itself_once()
    {
        var lasning = SeedIds.Channel("skola/lasning");
        var message = tenant.Post(lasning, replyToId: null, Amina, "<p>Hej</p>");
        tenant.EditMessage(lasning, message.Id, "<p>Hej igen</p>");
        tenant.React(lasning, message.Id, "👍");
        tenant.DeleteMessage(lasning, message.Id);
        tenant.AddTeamMember(Skola, Lena);
        tenant.RemoveTeamMember(Skola, Lena);
        var channel = tenant.CreateChannel(Skola, "Ny");
        tenant.DeleteChannel(channel.Id);
        tenant.RemoveApp(Skola);
        tenant.InstallApp(Skola);

        Assert.Equal(
            [
                new MessageChanged(lasning, message.Id, ChangeKind.Created),
                new MessageChanged(lasning, message.Id, ChangeKind.Updated),
                new MessageChanged(lasning, message.Id, ChangeKind.Updated),
                new MessageChanged(lasning, message.Id, ChangeKind.Deleted),
                new MembershipChanged(Skola.ToString(), Lena, ChangeKind.Created),
                new MembershipChanged(Skola.ToString(), Lena, ChangeKind.Deleted),
                new ChannelChanged(Skola, channel.Id, ChangeKind.Created),
                new ChannelChanged(Skola, channel.Id, ChangeKind.Deleted),
                new AppInstallationChanged(Skola.ToString(), ChangeKind.Deleted),
                new AppInstallationChanged(Skola.ToString(), ChangeKind.Created),
            ],
            told);
    }

    [Fact]
    public void Leaving_a_team_is_leaving_its_private_channels_but_not_its_shared_ones()
    {
        var elevhalsa = SeedIds.Channel("skola/elevhalsa");
        var skolvagar = SeedIds.Channel("gata/skolvagar");

        tenant.RemoveTeamMember(Skola, Amina);
        tenant.RemoveTeamMember(SeedIds.Team("gata"), SeedIds.Person("johan"));

        Assert.False(tenant.Read(content => content.IsMember(Amina, content.FindConversation(elevhalsa)!)));
        Assert.True(tenant.Read(content => content.IsMember(SeedIds.Person("johan"), content.FindConversation(skolvagar)!)));
    }

    [Fact]
    public void A_standard_channel_has_no_members_of_its_own() =>
        Assert.Throws<InvalidOperationException>(() => tenant.AddChannelMember(SeedIds.Channel("skola/lasning"), Lena));

    [Fact]
    public void What_is_not_there_cannot_be_changed()
    {
        Assert.Throws<KeyNotFoundException>(() => tenant.EditMessage(SeedIds.Channel("skola/lasning"), "1", ""));
        Assert.Throws<KeyNotFoundException>(() => tenant.RenameTeam(Guid.NewGuid(), "Ny"));
        Assert.Empty(told);
    }
}
