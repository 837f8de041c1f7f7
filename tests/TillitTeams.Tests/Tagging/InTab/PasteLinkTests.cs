using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>Any link to a message that Teams hands out opens the form; any other says kindly what is wanted, and nothing more.</summary>
public sealed class PasteLinkTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string CannotOpen = "Du kan inte öppna det meddelandet i Teams, eller så är det borttaget. Kontrollera länken.";
    private const string NoLink = "Det där är ingen länk till ett samtal eller ett dokument i ert Microsoft 365. Öppna menyn … på meddelandet i Teams och välj Kopiera länk, eller välj Dela eller Kopiera länk på dokumentet.";

    [Theory]
    [InlineData("bibliotek/program", false, "sara", "Bibliotek och kultur › Programverksamhet")]
    [InlineData("omsorg/hemtjansten", true, "karin", "Vård och omsorg › Hemtjänsten")]
    [InlineData("skola/elevhalsa", true, "amina", "Skola och förskola › Elevhälsan")]
    [InlineData("gata/skolvagar", false, "amina", "Gata, park och teknik › Trygga skolvägar")]
    [InlineData("bygg/bygglov", true, "johan", "Kanal")]
    [InlineData("chat/sommarpraktik", false, "peter", "Chatt")]
    [InlineData("chat/karin-lena", false, "lena", "Chatt")]
    [InlineData("chat/skolvagar-mote", false, "karin", "Möteschatt")]
    public async Task The_link_of_a_message_that_one_can_read_opens_the_form(string conversation, bool reply, string person, string place)
    {
        var spot = reply ? vadstena.Reply(conversation) : vadstena.Root(conversation);

        var form = await TabForm.OpenAsync(vadstena, person, LinkTo(spot));

        Assert.Null(form.Problem);
        Assert.Equal("Koppla till mål", form.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal(place, form.Page.QuerySelector(".where")!.TextContent);
        Assert.Equal(3, form.Page.QuerySelectorAll("input[name=goals]").Length);
        Assert.Empty(form.Ticked("goals"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("  {0}\n")]
    [InlineData("https://teams.cloud.microsoft/l/message/{1}/{2}?groupId={3}&parentMessageId={2}")]
    [InlineData("https://teams.microsoft.com/l/message/{4}/{2}?tenantId=x&groupId={3}&parentMessageId={2}&teamName=A&channelName=B&createdTime={2}&allowXTenantAccess=false")]
    [InlineData("https://teams.microsoft.com/_#/l/message/{1}/{2}?groupId={3}&parentMessageId={2}")]
    [InlineData("https://teams.microsoft.com/dl/launcher/launcher.html?url=%2F_%23%2Fl%2Fmessage%2F{1}%2F{2}%3FgroupId%3D{3}%26parentMessageId%3D{2}&type=message&deeplinkId=1")]
    [InlineData("https://eur02.safelinks.protection.outlook.com/?url={5}&data=05&reserved=0")]
    [InlineData("msteams:/l/message/{1}/{2}?groupId={3}&parentMessageId={2}")]
    [InlineData("https://teams.microsoft.com/l/message/{1}/{2}")]
    public async Task Every_form_that_Teams_gives_its_links_is_read(string shape)
    {
        var spot = vadstena.Root("bibliotek/program", 1);
        var team = vadstena.Tenant.Read(content => content.FindChannel(spot.Conversation.Id)!.Value.Team.Id);

        var form = await TabForm.OpenAsync(vadstena, "sara", string.Format(
            null, shape, LinkTo(spot), spot.Conversation.Id, spot.Message.Id, team, Uri.EscapeDataString(spot.Conversation.Id), Uri.EscapeDataString(LinkTo(spot))));

        Assert.Null(form.Problem);
        Assert.NotNull(form.Page.QuerySelector("form[action='/views/link']"));
    }

    public static TheoryData<string> NoLinks =>
    [
        "hej", "https://example.com", "javascript:alert(1)", "http://teams.microsoft.com/l/message/19:a@thread.tacv2/1",
        "https://teams.microsoft.com.evil.example/l/message/19:a@thread.tacv2/1", "https://teams.microsoft.com@evil.example/l/message/19:a@thread.tacv2/1",
        "https://teams.microsoft.com/l/channel/19:a@thread.tacv2/Allmänt?groupId=1", "https://teams.microsoft.com/l/message/19:a@thread.tacv2/",
        "https://teams.microsoft.com/l/message/19:a@thread.tacv2/..%2Fmembers", "https://teams.microsoft.com/l/message/19:a@thread.tacv2/1?parentMessageId=../1",
        "https://teams.microsoft.com/l/message/48:notes/1", "https://teams.microsoft.com/dl/launcher/launcher.html?url=https%3A%2F%2Fevil.example",
        "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example", $"https://teams.microsoft.com/l/message/19:a@thread.tacv2/1?x={new string('x', 5000)}",
        new string('x', 5000), "\"><script>alert(1)</script>",
    ];

    [Theory]
    [MemberData(nameof(NoLinks))]
    public async Task What_is_no_link_to_a_message_is_kindly_refused_and_kept_in_the_field(string pasted)
    {
        var form = await TabForm.OpenAsync(vadstena, "sara", pasted);

        Assert.Equal(NoLink, form.Problem);
        Assert.Null(form.Page.QuerySelector("form[action='/views/link']"));
        Assert.Equal(pasted, form.Page.QuerySelector("input[name=url]")!.GetAttribute("value"));
        Assert.Empty(form.Page.QuerySelectorAll("script"));
    }

    [Fact]
    public async Task Whatever_cannot_be_opened_gets_the_same_answer_so_that_it_hints_at_nothing()
    {
        var deleted = vadstena.Write("bibliotek/allmant", "sara", "<p>Bort med det</p>");
        await new Tagger(vadstena, "sara").TagAsync(deleted, ("goals", "hallbar"));
        vadstena.Tenant.DeleteMessage(deleted.Conversation.Id, deleted.Message.Id);
        var hidden = vadstena.Root("skola/elevhalsa");
        await new Tagger(vadstena, "amina").TagAsync(hidden, ("goals", "hallbar"), ("why", "Hemligt."));
        var bibliotek = vadstena.Tenant.Read(content => content.FindChannel(deleted.Conversation.Id)!.Value.Team.Id);
        string[] closed =
        [
            LinkTo(deleted),
            LinkTo(hidden),
            LinkTo(vadstena.Root("chat/karin-lena")),
            $"https://teams.microsoft.com/l/message/{deleted.Conversation.Id}/1234567890123?groupId={bibliotek}&parentMessageId=1234567890123",
            $"https://teams.microsoft.com/l/message/19:{Guid.NewGuid():N}@thread.tacv2/1234567890123?groupId={Guid.NewGuid()}&tenantId={Guid.NewGuid()}&parentMessageId=1234567890123",
            $"https://teams.microsoft.com/l/message/19:meeting_{Guid.NewGuid():N}@thread.v2/1234567890123?context=%7B%22contextType%22%3A%22chat%22%7D",
            // A hidden message behind a team that one is in.
            LinkTo(hidden).Replace("groupId=", $"groupId={bibliotek}&x=", StringComparison.Ordinal),
        ];

        var answers = new List<string>();
        foreach (var url in closed)
        {
            var form = await TabForm.OpenAsync(vadstena, "sara", url);
            Assert.Equal(CannotOpen, form.Problem);
            form.Page.QuerySelector("input[name=url]")!.RemoveAttribute("value");
            answers.Add(form.Page.Body!.InnerHtml);
        }

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.DoesNotContain("Hemligt", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_field_asks_for_a_link_in_the_language_of_Teams()
    {
        var form = await TabForm.OpenAsync(vadstena, "sara", null, "en");

        Assert.Null(form.Problem);
        Assert.Contains("Link to the message", form.Text, StringComparison.Ordinal);
    }

    private string LinkTo(Spot spot) => vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message));
}
