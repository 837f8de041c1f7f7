using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>A message can be linked wherever Teams lets people write.</summary>
public sealed class PlacesTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    public static TheoryData<string, bool, string, string, string, string> Places => new()
    {
        { "bibliotek/allmant", false, "sara", "Bibliotek och kultur › Allmänt", "karin", "lena" },
        { "omsorg/hemtjansten", true, "lena", "Vård och omsorg › Hemtjänsten", "karin", "sara" },
        { "skola/elevhalsa", false, "amina", "Skola och förskola › Elevhälsan", "amina", "sara" },
        { "skola/elevhalsa", true, "amina", "Skola och förskola › Elevhälsan", "amina", "karin" },
        { "gata/skolvagar", false, "amina", "Gata, park och teknik › Trygga skolvägar", "johan", "karin" },
        { "gata/skolvagar", true, "johan", "Gata, park och teknik › Trygga skolvägar", "amina", "karin" },
        { "bygg/bygglov", false, "johan", "Samhällsbyggnad › Bygglov", "karin", "sara" },
        { "bygg/bygglov", true, "karin", "Samhällsbyggnad › Bygglov", "johan", "lena" },
        { "chat/sommarpraktik", false, "sara", "Gruppchatt", "peter", "karin" },
        { "chat/kulturnatten", false, "johan", "Gruppchatt", "sara", "amina" },
        { "chat/karin-lena", false, "lena", "Chatt", "karin", "johan" },
        { "chat/skolvagar-mote", false, "amina", "Möteschatt", "karin", "sara" },
    };

    /// <param name="conversation">Where it is written.</param>
    /// <param name="reply">In a thread, below its first message.</param>
    /// <param name="tagger">Who links it.</param>
    /// <param name="place">What the link calls the place.</param>
    /// <param name="insider">Somebody who is there too, and finds the link on the goal tab.</param>
    /// <param name="outsider">Somebody who is not, and does not.</param>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_message_is_linked_once_and_found_by_those_who_can_open_it(
        string conversation, bool reply, string tagger, string place, string insider, string outsider)
    {
        var spot = reply ? vadstena.Reply(conversation) : vadstena.Root(conversation);
        var before = await vadstena.Links();

        var done = await new Tagger(vadstena, tagger).TagAsync(spot, ("goals", "hallbar,vaxande"), ("principles", "tillit"), ("why", "Märks hemma hos folk."));

        Assert.Contains("Kopplat!", done.Text, StringComparison.Ordinal);
        var link = Assert.Single(await vadstena.Links(), link => before.TrueForAll(known => known.Id != link.Id));
        Assert.Equal(before.Count + 1, (await vadstena.Links()).Count);
        Assert.Equal(spot.Message.Id, link.Message!.MessageId);
        Assert.Equal(spot.Message.ReplyToId, link.Message.RootMessageId);
        Assert.Equal(spot.Conversation.Id, link.Message.ConversationId);
        Assert.Equal(vadstena.Tenant.Id, link.TenantId);
        Assert.Equal(vadstena.Person(tagger).Id, link.TaggedById);
        Assert.Equal(place, link.PlaceName);
        Assert.Equal("Märks hemma hos folk.", link.Why);
        Assert.Equal(spot.Message.CreatedAt.ToUnixTimeSeconds(), link.OccurredAt.ToUnixTimeSeconds());
        Assert.Equal(2, link.Goals.Count);
        Assert.Single(link.Principles);
        Assert.Equal(spot.Conversation.Id, link.PlaceId);
        Assert.StartsWith("https://teams.microsoft.com/l/message/", link.WebUrl, StringComparison.Ordinal);
        Assert.True(await SeesAsync(insider, link));
        Assert.True(await SeesAsync(tagger, link));
        Assert.False(await SeesAsync(outsider, link));
    }

    [Fact]
    public async Task In_a_chat_the_link_belongs_to_those_in_it()
    {
        var spot = vadstena.Root("chat/sara-amina");

        await new Tagger(vadstena, "sara").TagAsync(spot, ("goals", "attraktiv"));

        var link = Assert.Single(await vadstena.Links(), link => link.Message!.ChatId == spot.Conversation.Id);
        Assert.Equal(spot.Conversation.Id, link.ContainerId);
        Assert.Null(link.Message!.TeamId);
        Assert.True(await SeesAsync("sara", link));
        Assert.True(await SeesAsync("amina", link));
        Assert.False(await SeesAsync("karin", link));
        Assert.False(await SeesAsync("peter", link));
    }

    [Fact]
    public async Task Somebody_with_Teams_in_English_is_asked_and_answered_in_English()
    {
        var spot = vadstena.Root("bibliotek/program");
        var sara = new Tagger(vadstena, "sara", "en");

        var dialog = await sara.OpenAsync(spot);
        var done = await sara.PressAsync(spot, dialog, "Link", ("goals", "vaxande"));

        Assert.Equal("Link to a goal", dialog.Title);
        Assert.Equal("en", (string?)dialog.Card["lang"]);
        Assert.Contains("Growing: Children, businesses", dialog.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mål", dialog.Text, StringComparison.Ordinal);
        Assert.Contains("Undo", done.Buttons);
        Assert.Contains("Growing", done.Text, StringComparison.Ordinal);
    }

    private async Task<bool> SeesAsync(string person, Link link)
    {
        using var viewer = vadstena.AppClient(person);
        var text = await viewer.ReadToTheEndAsync("goal/hallbar") + await viewer.ReadToTheEndAsync("goal/attraktiv");
        return text.Contains($"data-link=\"{link.Id}\"", StringComparison.Ordinal);
    }
}
