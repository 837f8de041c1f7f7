using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>An initiative is started from a message, which becomes its first link.</summary>
public sealed class FirstMessageTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task The_form_is_filled_in_from_the_message_and_the_message_becomes_the_first_link()
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Kan vi <b>prova</b> kortare listor på morgonen?</p>");

        var form = await StartFromAsync("lena", LinkTo(spot));
        Assert.Equal(("Kan vi prova kortare listor på morgonen?", spot.Conversation.Id), (form.Value("title"), form.Value("home")));
        Assert.Equal("Kan vi prova kortare listor på morgonen?", form.Page.QuerySelector(".source a")!.TextContent);
        var done = await form.PressAsync("Starta initiativet", ("title", ["Kortare listor"]), ("goals", ["attraktiv"]), ("principles", ["tillit"]));

        Assert.DoesNotContain(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
        var said = await FollowAsync("lena", done.Page);
        Assert.Contains("Samtalet är initiativets första koppling: Kan vi prova kortare listor på morgonen?", Words(said), StringComparison.Ordinal);
        var link = Assert.Single(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
        var initiative = Assert.Single(await vadstena.Initiatives(), one => one.Title == "Kortare listor");
        Assert.Equal((initiative.Id, 1, 1, null), (link.InitiativeId!.Value, link.Goals.Count, link.Principles.Count, link.Why));
    }

    [Theory]
    [InlineData("Idea", "")]
    [InlineData("Done", "Alla vet nu.")]
    public async Task Neither_a_goal_nor_a_certain_state_is_needed_for_the_first_link(string state, string gain)
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", $"<p>Utan mål, {state}</p>");

        var done = await (await StartFromAsync("lena", LinkTo(spot))).PressAsync("Starta initiativet", ("state", [state]), ("gain", [gain]));
        await FollowAsync("lena", done.Page);

        var link = Assert.Single(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
        Assert.Equal($"Utan mål, {state}", Assert.Single(await vadstena.Initiatives(), one => one.Id == link.InitiativeId).Title);
    }

    [Fact]
    public async Task What_the_message_is_linked_to_already_is_what_the_initiative_begins_with_and_stays()
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Redan kopplat</p>");
        await new Tagger(vadstena, "karin").TagAsync(spot, ("goals", "hallbar"), ("principles", "kvalitet"), ("why", "För de äldsta."));

        var form = await StartFromAsync("lena", LinkTo(spot));
        Assert.Equal(["hallbar"], form.Ticked("goals"));
        Assert.Equal(["kvalitet"], form.Ticked("principles"));
        await FollowAsync("lena", (await form.PressAsync("Starta initiativet", ("goals", ["vaxande"]))).Page);

        var link = Assert.Single(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
        Assert.Equal(("För de äldsta.", 2, vadstena.Person("karin").Id), (link.Why, link.Goals.Count, link.TaggedById));
        Assert.NotNull(link.InitiativeId);
    }

    [Fact]
    public async Task A_message_in_a_chat_has_no_channel_to_be_the_home()
    {
        var form = await StartFromAsync("peter", LinkTo(vadstena.Root("chat/sommarpraktik")));

        Assert.NotEqual("", form.Value("title"));
        Assert.Equal("", form.Value("home"));
    }

    [Fact]
    public async Task A_message_where_the_app_is_not_there_leaves_the_channel_to_be_chosen()
    {
        var form = await StartFromAsync("johan", LinkTo(vadstena.Root("bygg/bygglov")));

        Assert.NotEqual("", form.Value("title"));
        Assert.Equal("", form.Value("home"));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("hidden")]
    [InlineData("https://example.org/elak")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://teams.microsoft.com/l/message/19:finns-inte@thread.tacv2/1600000000000")]
    public async Task A_message_that_one_cannot_read_is_not_told_of_and_the_initiative_is_started_all_the_same(string from)
    {
        var spot = from == "hidden" ? vadstena.Write("skola/elevhalsa", "amina", "<p>Hemligt elevärende</p>") : vadstena.Write("bibliotek/program", "sara", "<p>Borttaget snart</p>");
        if (from == "deleted")
        {
            vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        }

        var form = await StartFromAsync("sara", from is "deleted" or "hidden" ? LinkTo(spot) : from);

        Assert.Contains("Du kan inte öppna meddelandet i Teams, eller så är det borttaget. Du kan starta initiativet ändå.", form.Problem, StringComparison.Ordinal);
        Assert.Equal("", form.Value("title"));
        Assert.DoesNotContain("Hemligt", form.Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Empty(form.Page.QuerySelectorAll("[name=from], .source"));
        var done = await form.PressAsync("Starta initiativet", ("title", [$"Ändå {spot.Message.Id}"]), ("home", [SeedIds.Channel("bibliotek/program")]));
        Assert.Empty(done.Page.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task A_forged_address_in_the_form_is_no_first_link()
    {
        var form = await StartFromAsync("sara", LinkTo(vadstena.Root("bibliotek/program")));

        var done = await form.PressAsync("Starta initiativet", ("title", ["Förfalskat"]), ("from", ["https://example.org/elak"]));

        Assert.DoesNotContain("example.org", done.Page.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Empty(done.Page.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task A_message_that_was_deleted_meanwhile_is_told_of_and_can_be_tried_again()
    {
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>Snart borta</p>");
        var form = await StartFromAsync("sara", LinkTo(spot));
        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);

        var done = await form.PressAsync("Starta initiativet", ("goals", ["vaxande"]));
        var failed = await FollowAsync("sara", done.Page);
        vadstena.Tenant.UndeleteMessage(spot.Conversation.Id, spot.Message.Id);

        Assert.Contains("Initiativet är startat!", done.Text, StringComparison.Ordinal);
        Assert.Contains("Initiativet är startat, men samtalet är inte kopplat till det än.", Words(failed), StringComparison.Ordinal);
        Assert.Contains("Du kan inte öppna det meddelandet i Teams", Words(failed), StringComparison.Ordinal);
        Assert.Contains("Försök igen", Words(failed), StringComparison.Ordinal);
        Assert.Contains("Samtalet är initiativets första koppling", Words(await FollowAsync("sara", failed)), StringComparison.Ordinal);
        Assert.Single((await vadstena.Links()).Single(link => link.Message?.MessageId == spot.Message.Id).Goals);
    }

    [Fact]
    public async Task While_Graph_is_away_the_form_opens_bare_and_the_message_is_linked_later()
    {
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>I tysthet</p>");
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Unavailable);
        var form = await StartFromAsync("sara", LinkTo(spot));
        vadstena.Host.Faults.Clear();
        Assert.Contains("Teams svarade inte just nu, så vi vet inte vad meddelandet säger.", form.Problem, StringComparison.Ordinal);
        Assert.Equal("meddelandet i Teams", form.Page.QuerySelector(".source a")!.TextContent);

        var done = await form.PressAsync("Starta initiativet", ("title", ["Efter tystnaden"]), ("home", [spot.Conversation.Id]));
        await FollowAsync("sara", done.Page);

        Assert.NotNull((await vadstena.Links()).Single(link => link.Message?.MessageId == spot.Message.Id).InitiativeId);
    }

    [Fact]
    public async Task The_message_stays_with_the_form_that_comes_back()
    {
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>Följer med</p>");
        var refused = await (await StartFromAsync("sara", LinkTo(spot))).PressAsync("Starta initiativet", ("title", [""]));

        Assert.Equal("Följer med", refused.Page.QuerySelector(".source a")!.TextContent);
        var done = await refused.PressAsync("Starta initiativet", ("title", ["Ändå med"]));
        await FollowAsync("sara", done.Page);
        Assert.NotNull((await vadstena.Links()).Single(link => link.Message?.MessageId == spot.Message.Id).InitiativeId);
    }

    [Fact]
    public async Task Nobody_links_a_message_to_an_initiative_that_they_may_not_know_of()
    {
        var hidden = await vadstena.StartAsync("amina", "skola/elevhalsa", "Elevhälsans eget");
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>Till fel ställe</p>");

        var said = await PostAsync("sara", "views/link/first", [new("url", LinkTo(spot)), new("initiative", hidden.Id.ToString())]);
        var nothing = await PostAsync("sara", "views/link/first", [new("url", LinkTo(spot)), new("initiative", Guid.Empty.ToString())]);

        Assert.Equal(nothing.Body!.InnerHtml.Replace(Guid.Empty.ToString(), hidden.Id.ToString(), StringComparison.Ordinal), said.Body!.InnerHtml);
        Assert.DoesNotContain("Elevhälsans", said.Body.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
    }

    private Task<TabForm> StartFromAsync(string person, string url) => vadstena.StartFormAsync(person, $"?from={Uri.EscapeDataString(url)}");

    /// <summary>Does what the tab's script does with a form that is answered in its place.</summary>
    private Task<IHtmlDocument> FollowAsync(string person, IHtmlDocument page)
    {
        var form = page.QuerySelector<IHtmlFormElement>("form[data-post-in-place]")!;
        return PostAsync(person, form.GetAttribute("action")!.TrimStart('/'), form.Elements.OfType<IHtmlInputElement>().Select(input => KeyValuePair.Create(input.Name!, input.Value)));
    }

    private async Task<IHtmlDocument> PostAsync(string person, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var viewer = vadstena.AppClient(person);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await viewer.PostAsync(path, content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Words(IHtmlDocument page) => string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string LinkTo(Spot spot) => vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message));
}
