using System.Net;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>In the tab as in Teams: one link a message, changed, taken away and brought back.</summary>
public sealed class SaveInTabTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task A_message_is_linked_changed_removed_and_brought_back()
    {
        var spot = vadstena.Root("bibliotek/program");
        var form = await TabForm.OpenAsync(vadstena, "sara", LinkTo(spot));

        var saved = await form.PressAsync("Koppla", ("goals", ["hallbar"]), ("principles", ["tillit"]), ("why", ["Fler lånar."]));

        Assert.Contains("Kopplat!", saved.Text, StringComparison.Ordinal);
        var link = await LinkOf(spot);
        Assert.Equal(("Fler lånar.", 1, 1, vadstena.Person("sara").Id), (link!.Why, link.Goals.Count, link.Principles.Count, link.TaggedById));
        Assert.Equal("Bibliotek och kultur › Programverksamhet", link.PlaceName);
        using var viewer = vadstena.AppClient("sara");
        Assert.Contains(link.Id.ToString(), await viewer.ReadToTheEndAsync("goal/hallbar"), StringComparison.Ordinal);

        var again = await TabForm.OpenAsync(vadstena, "karin", link.WebUrl);
        Assert.Equal(["hallbar"], again.Ticked("goals"));
        Assert.Equal("Fler lånar.", again.Why);
        var changed = await again.PressAsync("Spara", ("goals", ["hallbar", "vaxande"]), ("why", [""]));
        Assert.Equal((null, 2), ((await LinkOf(spot))!.Why, (await LinkOf(spot))!.Goals.Count));

        await changed.PressAsync("Ångra");
        Assert.Equal(("Fler lånar.", 1), ((await LinkOf(spot))!.Why, (await LinkOf(spot))!.Goals.Count));

        var removed = await (await TabForm.OpenAsync(vadstena, "sara", link.WebUrl)).PressAsync("Ta bort koppling");
        Assert.Contains("Kopplingen är borttagen.", removed.Text, StringComparison.Ordinal);
        Assert.Null(await LinkOf(spot));

        await removed.PressAsync("Ångra");
        Assert.Equal(("Fler lånar.", 1, 1), ((await LinkOf(spot))!.Why, (await LinkOf(spot))!.Goals.Count, (await LinkOf(spot))!.Principles.Count));
    }

    [Fact]
    public async Task What_was_just_linked_can_be_undone()
    {
        var spot = vadstena.Root("bibliotek/program", 1);
        var saved = await (await TabForm.OpenAsync(vadstena, "sara", LinkTo(spot))).PressAsync("Koppla", ("goals", ["hallbar"]));

        await saved.PressAsync("Ångra");

        Assert.Null(await LinkOf(spot));
    }

    [Fact]
    public async Task The_tab_and_Teams_write_the_same_link()
    {
        var spot = vadstena.Reply("bibliotek/program");
        await new Tagger(vadstena, "karin").TagAsync(spot, ("goals", "hallbar"));
        var tagged = await LinkOf(spot);

        await (await TabForm.OpenAsync(vadstena, "sara", LinkTo(spot))).PressAsync("Spara", ("goals", ["hallbar", "vaxande"]));

        var now = (await LinkOf(spot))!;
        Assert.Equal((tagged!.Id, tagged.Title, tagged.PlaceName, tagged.TaggedById, 2), (now.Id, now.Title, now.PlaceName, now.TaggedById, now.Goals.Count));
        Assert.Equal(tagged.Message, now.Message);
    }

    [Theory]
    [InlineData("", "", "Välj minst ett mål eller en princip.")]
    [InlineData("finns-inte", "Kvar.", "Något du valde finns inte längre bland kommunens mål, principer och initiativ. Se över valet och spara igen.")]
    [InlineData("hallbar", "LÅNG", "Texten till invånarna är för lång. Korta den till högst 1 000 tecken, så går det att spara.")]
    public async Task What_cannot_be_stored_is_explained_and_stays_filled_in(string goal, string why, string said)
    {
        why = why == "LÅNG" ? new string('å', 10_000) : why;
        var before = await vadstena.Everything();
        var form = await TabForm.OpenAsync(vadstena, "sara", LinkTo(vadstena.Write("bibliotek/allmant", "sara", "<p>Inte kopplat</p>")));

        var refused = await form.PressAsync("Koppla", ("goals", [goal]), ("principles", []), ("why", [why]));

        Assert.Equal(said, refused.Problem);
        Assert.Equal(why, refused.Why);
        Assert.Equal(before, await vadstena.Everything());
    }

    [Theory]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Drop)]
    public async Task While_Graph_is_away_what_was_written_stays_in_the_form_and_can_be_saved_later(FaultKind outage)
    {
        var spot = vadstena.Write("bibliotek/allmant", "sara", $"<p>Under {outage}</p>");
        var form = await TabForm.OpenAsync(vadstena, "sara", LinkTo(spot));
        var before = await vadstena.Everything();
        vadstena.Host.Faults.BreakDown(CloudService.Graph, outage);

        var silent = await form.PressAsync("Koppla", ("goals", ["hallbar"]), ("why", ["Detta skrev jag."]));

        vadstena.Host.Faults.Clear();
        Assert.Equal("Teams svarade inte just nu. Det du har skrivit är kvar; försök igen om en stund.", silent.Problem);
        Assert.Equal(("Detta skrev jag.", "hallbar"), (silent.Why, Assert.Single(silent.Ticked("goals"))));
        Assert.Equal(before, await vadstena.Everything());

        await silent.PressAsync("Koppla");
        Assert.Equal("Detta skrev jag.", (await LinkOf(spot))!.Why);
    }

    [Fact]
    public async Task Names_in_a_pasted_link_are_not_believed_where_Teams_has_told_the_real_ones()
    {
        var spot = vadstena.Write("bibliotek/allmant", "sara", "<p>Namnlek</p>");

        await (await TabForm.OpenAsync(vadstena, "sara", $"{LinkTo(spot)}&teamName=%3Cb%3ELögn&channelName={new string('x', 2000)}")).PressAsync("Koppla", ("goals", ["hallbar"]));

        var link = (await LinkOf(spot))!;
        Assert.Equal("Bibliotek och kultur › Allmänt", link.PlaceName);
        Assert.DoesNotContain("xxx", link.WebUrl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_changes_a_link_to_a_message_that_they_cannot_open()
    {
        var spot = vadstena.Root("skola/elevhalsa");
        await new Tagger(vadstena, "amina").TagAsync(spot, ("goals", "hallbar"), ("why", "Hemligt."));
        var before = await vadstena.Everything();
        var link = (await LinkOf(spot))!;
        var form = await TabForm.OpenAsync(vadstena, "sara", LinkTo(vadstena.Write("bibliotek/allmant", "sara", "<p>Öppet</p>")));

        var saved = await form.PressAsync("Koppla", ("url", [link.WebUrl]), ("goals", ["vaxande"]));
        using var viewer = vadstena.AppClient("sara");
        using var content = new FormUrlEncodedContent([new("url", link.WebUrl), new("version", link.Version.ToString())]);
        using var removed = await viewer.PostAsync("views/link/remove", content, TestContext.Current.CancellationToken);

        Assert.Contains("Du kan inte öppna det meddelandet", saved.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt", await removed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before, await vadstena.Everything());
    }

    [Theory]
    [InlineData("GET", "views/link")]
    [InlineData("POST", "views/link")]
    [InlineData("POST", "views/link/remove")]
    public async Task Without_a_token_there_is_nothing_to_see_and_nothing_to_change(string method, string path)
    {
        var before = await vadstena.Everything();
        using var nobody = vadstena.AppClient(null);
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{path}?url={Uri.EscapeDataString(LinkTo(vadstena.Root("bibliotek/allmant")))}");
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent([new("url", LinkTo(vadstena.Root("bibliotek/allmant"))), new("goals", "hallbar")]);
        }

        using var answer = await nobody.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, await vadstena.Everything());
    }

    private async Task<Link?> LinkOf(Spot spot) => (await vadstena.Links()).SingleOrDefault(link => link.Message!.MessageId == spot.Message.Id);

    private string LinkTo(Spot spot) => vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message));
}
