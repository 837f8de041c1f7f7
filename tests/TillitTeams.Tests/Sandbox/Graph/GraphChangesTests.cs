using System.Net;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

/// <summary>What Graph shows after somebody has done something in Teams. Each test takes a channel of its own.</summary>
public sealed class GraphChangesTests(GraphTenant tenant) : IClassFixture<GraphTenant>
{
    private static readonly Guid Skola = SeedIds.Team("skola");

    private GraphClient Sara => tenant.As("sara", "ChannelMessage.Read.All", "Channel.ReadBasic.All", "Team.ReadBasic.All");

    [Fact]
    public async Task An_edited_message_has_its_new_text_and_the_time_of_the_edit()
    {
        var (path, channel, message) = NewThread();
        var before = await Sara.ReadAsync(path);

        tenant.Tenant.EditMessage(channel.Id, message.Id, "<p>Nytt</p>");

        var after = await Sara.ReadAsync(path);
        Assert.Null(before["lastEditedDateTime"]);
        Assert.NotNull(after["lastEditedDateTime"]);
        Assert.Equal("<p>Nytt</p>", (string)after["body"]!["content"]!);
        Assert.NotEqual((string)before["etag"]!, (string)after["etag"]!);
    }

    [Fact]
    public async Task A_deleted_message_leaves_its_place_without_its_content()
    {
        var (path, channel, message) = NewThread();

        tenant.Tenant.DeleteMessage(channel.Id, message.Id);

        var json = await Sara.ReadAsync(path);
        Assert.NotNull(json["deletedDateTime"]);
        Assert.Equal("", (string)json["body"]!["content"]!);
        Assert.Null(json["subject"]);
        Assert.Single(await Sara.ListAsync(path[..path.LastIndexOf('/')]));
    }

    [Fact]
    public async Task Reactions_and_mentions_name_people()
    {
        var (path, channel, message) = NewThread("<p>Tack <at id=\"0\">Amina Warsame</at>!</p>");

        tenant.Tenant.React(channel.Id, message.Id, "👍");
        tenant.Tenant.React(channel.Id, message.Id, "👍");

        var json = await Sara.ReadAsync(path);
        Assert.Equal(2, json["reactions"]!.AsArray().Count);
        Assert.Equal(SeedIds.Person("amina").ToString(), (string)json["mentions"]![0]!["mentioned"]!["user"]!["id"]!);
    }

    [Fact]
    public async Task A_card_is_an_attachment_of_the_bots_message()
    {
        var (_, channel, root) = NewThread();
        var card = tenant.Tenant.Post(channel.Id, root.Id, fromPerson: null, html: "", cardJson: """{"type":"AdaptiveCard"}""");

        var json = Assert.Single(await Sara.ListAsync($"/teams/{Skola}/channels/{channel.Id}/messages/{root.Id}/replies"));

        Assert.Equal(card.Id, (string)json["id"]!);
        Assert.Equal("bot", (string)json["from"]!["application"]!["applicationIdentityType"]!);
        var attachment = json["attachments"]![0]!;
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string)attachment["contentType"]!);
        Assert.Equal($"<attachment id=\"{attachment["id"]}\"></attachment>", (string)json["body"]!["content"]!);
    }

    [Fact]
    public async Task Pages_hold_when_somebody_writes_between_them()
    {
        var (path, channel, _) = NewThread();
        tenant.Tenant.Post(channel.Id, replyToId: null, SeedIds.Person("amina"), "<p>Två</p>");
        tenant.Tenant.Post(channel.Id, replyToId: null, SeedIds.Person("amina"), "<p>Tre</p>");
        var first = await Sara.ReadAsync($"{path[..path.LastIndexOf('/')]}?$top=2");

        tenant.Tenant.Post(channel.Id, replyToId: null, SeedIds.Person("amina"), "<p>Fyra</p>");

        var rest = await Sara.ListAsync((string)first["@odata.nextLink"]!);
        Assert.Equal("<p>Ett</p>", (string)Assert.Single(rest)["body"]!["content"]!);
    }

    [Fact]
    public async Task Who_leaves_the_team_reads_no_more_and_who_joins_does()
    {
        var (path, _, _) = NewThread();
        var lena = tenant.As("lena", "ChannelMessage.Read.All");
        Assert.Equal(HttpStatusCode.Forbidden, (await lena.RefusalAsync(path)).Status);

        tenant.Tenant.AddTeamMember(Skola, SeedIds.Person("lena"));
        await lena.ReadAsync(path);

        tenant.Tenant.RemoveTeamMember(Skola, SeedIds.Person("lena"));
        Assert.Equal(HttpStatusCode.Forbidden, (await lena.RefusalAsync(path)).Status);
    }

    [Fact]
    public async Task A_private_channel_follows_its_own_members()
    {
        var channel = tenant.Tenant.CreateChannel(Skola, "Enskilt", MembershipType.Private, SeedIds.Person("amina"));
        var path = $"/teams/{Skola}/channels/{channel.Id}/messages";
        Assert.Equal(HttpStatusCode.Forbidden, (await Sara.RefusalAsync(path)).Status);

        tenant.Tenant.AddChannelMember(channel.Id, SeedIds.Person("sara"));
        await Sara.ReadAsync(path);

        tenant.Tenant.RemoveChannelMember(channel.Id, SeedIds.Person("sara"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Sara.RefusalAsync(path)).Status);
    }

    [Fact]
    public async Task A_deleted_channel_is_not_found()
    {
        var (path, channel, _) = NewThread();

        tenant.Tenant.DeleteChannel(channel.Id);

        Assert.Equal(HttpStatusCode.NotFound, (await Sara.RefusalAsync(path)).Status);
        Assert.DoesNotContain(await Sara.ListAsync($"/teams/{Skola}/channels"), json => (string)json["id"]! == channel.Id);
    }

    [Fact]
    public async Task An_archived_team_can_still_be_read()
    {
        var path = $"/teams/{SeedIds.Team("omsorg")}";
        var lena = tenant.As("lena", "Team.ReadBasic.All", "ChannelMessage.Read.All");

        tenant.Tenant.ArchiveTeam(SeedIds.Team("omsorg"));
        Assert.True((bool)(await lena.ReadAsync(path))["isArchived"]!);
        Assert.NotEmpty(await lena.ListAsync($"{path}/channels/{SeedIds.Channel("omsorg/hemtjansten")}/messages"));

        tenant.Tenant.UnarchiveTeam(SeedIds.Team("omsorg"));
        Assert.False((bool)(await lena.ReadAsync(path))["isArchived"]!);
    }

    [Fact]
    public async Task The_app_reads_no_more_once_it_is_removed()
    {
        var path = $"/teams/{SeedIds.Team("bibliotek")}/channels/{SeedIds.Channel("bibliotek/program")}/messages";
        await tenant.AsApp().ReadAsync(path);

        tenant.Tenant.RemoveApp(SeedIds.Team("bibliotek"));
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.AsApp().RefusalAsync(path)).Status);

        tenant.Tenant.InstallApp(SeedIds.Team("bibliotek"));
        await tenant.AsApp().ReadAsync(path);
    }

    [Fact]
    public async Task A_renamed_team_and_channel_show_their_new_names()
    {
        var (_, channel, _) = NewThread();

        tenant.Tenant.RenameChannel(channel.Id, "Omdöpt");
        tenant.Tenant.RenameTeam(SeedIds.Team("kansli"), "Kansliet");

        Assert.Equal("Omdöpt", (string)(await Sara.ReadAsync($"/teams/{Skola}/channels/{channel.Id}"))["displayName"]!);
        Assert.Equal("Kansliet", (string)(await Sara.ReadAsync($"/teams/{SeedIds.Team("kansli")}"))["displayName"]!);
    }

    private (string Path, Channel Channel, Message Message) NewThread(string html = "<p>Ett</p>")
    {
        var channel = tenant.Tenant.CreateChannel(Skola, "Prov");
        var message = tenant.Tenant.Post(channel.Id, replyToId: null, SeedIds.Person("amina"), html, subject: "Ämne");
        return ($"/teams/{Skola}/channels/{channel.Id}/messages/{message.Id}", channel, message);
    }
}
