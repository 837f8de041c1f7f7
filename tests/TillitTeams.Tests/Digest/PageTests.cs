using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>The page where letters are set up, and this week's looked at before it comes.</summary>
public sealed class PageTests(DigestTenant vadstena) : IClassFixture<DigestTenant>
{
    [Fact]
    public async Task A_channel_s_letter_is_begun_changed_and_ended_from_the_tab()
    {
        var (view, channel) = Page("omsorg/hemtjansten");
        var page = await TabForm.OpenViewAsync(vadstena, "lena", view);
        Assert.Contains("Inget brev kommer hit just nu.", page.Text, StringComparison.Ordinal);
        Assert.Equal(("Friday", "08:30", "sv"), (page.Value("weekday"), page.Value("time"), page.Value("language")));
        Assert.Equal(["hallbar", "vaxande", "attraktiv"], page.Ticked("goals"));

        var begun = await page.PressAsync("Slå på veckobrevet", ("weekday", ["Monday"]), ("time", [" 7.45"]), ("goals", ["vaxande"]), ("pause", []));
        Assert.Contains("Brevet kommer måndagar klockan 07.45.", begun.Text, StringComparison.Ordinal);
        var kept = (await vadstena.SubscriptionAsync(channel))!;
        Assert.Equal((DayOfWeek.Monday, new TimeOnly(7, 45), false, 1), (kept.Weekday, kept.At, kept.PausesOverHolidays, kept.Goals.Count));

        var ended = await begun.PressAsync("Avsluta veckobrevet");
        Assert.Contains("Veckobrevet är avslutat.", ended.Text, StringComparison.Ordinal);
        Assert.Equal("07:45", ended.Value("time"));

        var again = await (await ended.PressAsync("Slå på veckobrevet", ("goals", ["hallbar", "vaxande", "attraktiv"]))).PressAsync("Spara", ("language", ["en"]));
        Assert.Contains("Sparat.", again.Text, StringComparison.Ordinal);
        Assert.Equal((0, "en"), ((await vadstena.SubscriptionAsync(channel))!.Goals.Count, (await vadstena.SubscriptionAsync(channel))!.Language));
    }

    [Theory]
    [InlineData("time", "halv nio", "Skriv ett klockslag, till exempel 08:30.")]
    [InlineData("weekday", "Someday", "Välj en dag.")]
    [InlineData("weekday", "9", "Välj en dag.")]
    [InlineData("goals", "nothing", "Välj minst ett mål.")]
    public async Task What_is_filled_in_wrongly_is_said_and_nothing_is_lost(string field, string value, string problem)
    {
        var (view, channel) = Page("omsorg/anhoriga");
        var page = await TabForm.OpenViewAsync(vadstena, "lena", view);

        var refused = await page.PressAsync("Slå på veckobrevet", ("language", ["en"]), (field, [value]));

        Assert.Equal(problem, refused.Problem);
        Assert.Equal("en", refused.Value("language"));
        Assert.Null(await vadstena.SubscriptionAsync(channel));
    }

    [Theory]
    [InlineData("lena", "skola/elevhalsa")]
    [InlineData("peter", "skola/elevhalsa")]
    [InlineData("lena", "gata/vinter")]
    public async Task Whoever_cannot_open_the_channel_neither_sees_nor_changes_its_letter(string person, string place)
    {
        var (view, channel) = Page(place);
        using var viewer = vadstena.AppClient(person);

        var shown = System.Net.WebUtility.HtmlDecode(await viewer.GetStringAsync($"views/{view}", TestContext.Current.CancellationToken));
        using var form = new FormUrlEncodedContent([new("channel", channel), new("weekday", "Friday"), new("time", "08:30"), new("goals", "vaxande")]);
        using var saved = await viewer.PostAsync("views/digest", form, TestContext.Current.CancellationToken);
        using var preview = await viewer.PostAsync("views/digest/preview", form, TestContext.Current.CancellationToken);

        Assert.Contains("Du kan inte öppna kanalen, eller så finns appen inte där.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(((Channel)vadstena.Conversation(place)).DisplayName, shown, StringComparison.Ordinal);
        Assert.Null(await vadstena.SubscriptionAsync(channel));
        Assert.Equal(404, (int)preview.StatusCode);
    }

    [Fact]
    public async Task The_preview_is_this_week_s_letter_as_it_stands_and_sends_nothing()
    {
        var (view, channel) = Page("skola/lasning");
        using var viewer = vadstena.AppClient("sara");
        using var form = new FormUrlEncodedContent([new("channel", channel), new("weekday", "Friday"), new("time", "08:30"), new("language", "en"), new("goals", "vaxande")]);
        Assert.Contains("Än finns inget att berätta", await PreviewAsync(), StringComparison.Ordinal);
        await vadstena.LinkAsync("skola/lasning", "vaxande", "Fler barn läser hemma.");
        await vadstena.LinkAsync("skola/lasning", "hallbar", "Om ett mål som inte valts.");
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));

        var card = await PreviewAsync();

        Assert.Contains("Weekly letter, week", card, StringComparison.Ordinal);
        Assert.Contains("Fler barn läser hemma.", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Om ett mål som inte valts.", card, StringComparison.Ordinal);
        Assert.Empty(await vadstena.LettersAsync(channel));

        async Task<string> PreviewAsync()
        {
            using var answer = await viewer.PostAsync("views/digest/preview", form, TestContext.Current.CancellationToken);
            return System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!
                .ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }
    }

    [Fact]
    public async Task A_person_without_a_team_chosen_is_asked_for_one()
    {
        var page = await TabForm.OpenViewAsync(vadstena, "hanna", "digest");

        var refused = await page.PressAsync("Slå på veckobrevet", ("teams", []));

        Assert.Equal("Välj minst ett team.", refused.Problem);
        Assert.Null(await vadstena.SubscriptionAsync(Delivery.ToPerson(vadstena.Person("hanna").Id)));
    }

    private (string View, string Channel) Page(string place) => ($"digest?channel={Uri.EscapeDataString(vadstena.Conversation(place).Id)}", vadstena.Conversation(place).Id);
}
