using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>What cannot be stored is explained in plain words, keeps what was filled in, and changes nothing.</summary>
public sealed class RefusalTests(PatientTenant vadstena) : IClassFixture<PatientTenant>
{
    private const string Why = "Det här skrev jag: åäö 👩‍👩‍👧.";

    public static TheoryData<string, string, string, string, string> Nonsense => new()
    {
        { "", "", "sv", "Välj minst ett mål eller en princip.", Why },
        { "", "", "en", "Choose at least one goal or principle.", Why },
        { "finns-inte", "", "sv", "Något du valde finns inte längre", Why },
        { "hallbar", "finns-inte", "sv", "Något du valde finns inte längre", Why },
        { "hallbar", "'; DROP TABLE Links; --", "sv", "Något du valde finns inte längre", Why },
        { "hallbar", "", "sv", "Korta den till högst 1 000 tecken", new string('å', Link.WhyMaxLength + 1) },
        { "hallbar", "tillit", "en", "1,000 characters", string.Concat(Enumerable.Repeat("Så här är det. ", 667))[..10_000].Trim() },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_cannot_be_stored_is_explained_and_stays_filled_in(string goals, string principles, string language, string said, string why)
    {
        var spot = vadstena.Root("bibliotek/allmant");
        var before = await vadstena.Everything();
        var sara = new Tagger(vadstena, "sara", language);
        var opened = await sara.OpenAsync(spot);

        var refused = await sara.PressAsync(
            spot, opened, opened.Buttons[0], ("goals", goals), ("principles", principles), ("why", why), ("tell", "true"));

        Assert.Contains(said, refused.Text, StringComparison.Ordinal);
        Assert.Equal(why, refused.ValueOf("why"));
        Assert.Equal("true", refused.ValueOf("tell"));
        Assert.Equal(goals == "finns-inte" ? "" : goals, refused.ValueOf("goals"));
        Assert.Equal(opened.Buttons, refused.Buttons);
        Assert.Equal(before, await vadstena.Everything());
    }

    [Fact]
    public async Task A_text_that_was_too_long_is_shortened_and_saved_in_the_same_dialog()
    {
        var spot = vadstena.Root("bibliotek/allmant", 1);
        var sara = new Tagger(vadstena, "sara");
        var refused = await sara.TagAsync(spot, ("goals", "vaxande"), ("why", new string('w', 10_000)));

        await sara.PressAsync(spot, refused, "Koppla", ("why", new string('w', Link.WhyMaxLength)));

        Assert.Equal(Link.WhyMaxLength, Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id).Why!.Length);
    }

    [Fact]
    public async Task Two_texts_that_are_too_long_together_are_both_shown_and_neither_is_lost()
    {
        var spot = vadstena.Reply("bibliotek/program");
        var (sara, karin) = (new Tagger(vadstena, "sara"), new Tagger(vadstena, "karin"));
        var opened = await karin.OpenAsync(spot);
        await sara.TagAsync(spot, ("goals", "vaxande"), ("why", new string('s', 600)));
        var before = await vadstena.Everything();

        var shown = await karin.PressAsync(spot, opened, "Koppla", ("goals", "hallbar"), ("why", new string('k', 600)));

        Assert.Contains("era texter blir för långa tillsammans", shown.Text, StringComparison.Ordinal);
        Assert.Contains(new string('s', 600), shown.ValueOf("why"), StringComparison.Ordinal);
        Assert.Contains(new string('k', 600), shown.ValueOf("why"), StringComparison.Ordinal);
        Assert.Equal("hallbar,vaxande", shown.ValueOf("goals"));
        Assert.Equal(before, await vadstena.Everything());

        await karin.PressAsync(spot, shown, "Spara", ("why", "Kort."));

        var link = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Equal(("Kort.", 2), (link.Why, link.Goals.Count));
    }

    [Fact]
    public async Task A_goal_that_was_retired_while_the_dialog_was_open_is_not_stored()
    {
        var spot = vadstena.Root("bibliotek/program");
        var sara = new Tagger(vadstena, "sara");
        var opened = await sara.OpenAsync(spot);
        await RetireAsync("attraktiv", new DateOnly(2025, 12, 31));
        var before = await vadstena.Everything();

        var refused = await sara.PressAsync(spot, opened, "Koppla", ("goals", "attraktiv,vaxande"), ("why", Why));

        Assert.Contains("Något du valde finns inte längre", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Attraktiv:", refused.Text, StringComparison.Ordinal);
        Assert.Equal("vaxande", refused.ValueOf("goals"));
        Assert.Equal(Why, refused.ValueOf("why"));
        Assert.Equal(before, await vadstena.Everything());
        await RetireAsync("attraktiv", null);
    }

    [Theory]
    [InlineData(true, "deletedInPayload")]
    [InlineData(false, "onlyGraphKnows")]
    public async Task A_deleted_message_is_not_linked(bool payloadSaysSo, string text)
    {
        var spot = vadstena.Write("skola/allmant", "amina", $"<p>{text}</p>");
        var sent = Submission("amina", spot, "hallbar");
        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        var before = await vadstena.Everything();

        var refused = await SendAsync(payloadSaysSo ? Submission("amina", spot, "hallbar") : sent);

        Assert.Contains("Meddelandet är borttaget och går inte att koppla.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(Why, refused.ValueOf("why"));
        Assert.Equal(before, await vadstena.Everything());
    }

    [Fact]
    public async Task Whoever_is_not_a_member_can_link_nothing_and_is_not_told_whether_the_message_is_there()
    {
        var spot = vadstena.Write("skola/elevhalsa", "amina", "<p>Känsligt</p>");
        var there = Submission("lena", spot, "hallbar");
        there["value"]!["messagePayload"]!["body"]!["content"] = "";
        var before = await vadstena.Everything();

        var refused = await SendAsync(there);
        var opened = await SendAsync(vadstena.Host.Activities.FetchTask(vadstena.Person("lena"), spot.Conversation.Id, spot.Message.Id, Tagger.Command));
        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        var gone = await SendAsync(there);

        Assert.Contains("Du är inte med i den här kanalen eller chatten", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Du är inte med i den här kanalen eller chatten, så du kan inte koppla det som skrivs här.", opened.Text);
        Assert.Equal(refused.Text, gone.Text);
        Assert.Equal(before, await vadstena.Everything());
    }

    [Fact]
    public async Task An_action_without_a_message_says_how_to_go_about_it()
    {
        var activity = Submission("amina", vadstena.Root("skola/lasning"), "hallbar");
        activity["value"]!.AsObject().Remove("messagePayload");
        var before = await vadstena.Everything();

        Assert.Contains("Öppna menyn … på meddelandet", (await SendAsync(activity)).Text, StringComparison.Ordinal);
        Assert.Equal(before, await vadstena.Everything());
    }

    private JsonObject Submission(string person, Spot spot, string goals) => vadstena.Host.Activities.SubmitAction(
        vadstena.Person(person), spot.Conversation.Id, spot.Message.Id, Tagger.Command, new JsonObject { ["verb"] = "linkToGoal", ["goals"] = goals, ["why"] = Why });

    /// <summary>Past the client, which would not let the person try.</summary>
    private async Task<Dialog> SendAsync(JsonObject activity) =>
        Tagger.DialogIn((await vadstena.Host.Bot.SendAsync(activity, TestContext.Current.CancellationToken)).Body);

    private Task<int> RetireAsync(string code, DateOnly? validTo) => vadstena.InDatabase(db => db.Goals.Where(goal => goal.Code == code)
        .ExecuteUpdateAsync(goal => goal.SetProperty(row => row.ValidTo, validTo)));
}
