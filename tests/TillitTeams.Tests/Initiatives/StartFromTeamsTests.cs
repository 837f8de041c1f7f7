using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Initiatives;

/// <summary><i>Starta initiativ</i> in Teams: on a message and at the compose box, in a dialog with the tab's own form.</summary>
public sealed class StartFromTeamsTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string Command = "startInitiative";

    [Theory]
    [InlineData("sv", "Starta ett initiativ")]
    [InlineData("en", "Start an initiative")]
    public async Task On_a_message_the_form_opens_filled_in_from_that_message(string language, string title)
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Vi provar kortare listor</p>");

        var page = PageIn(await SendAsync("lena", "fetchTask", spot.Conversation, spot.Message, language: language));

        Assert.Equal(title, page.Title);
        Assert.Equal((vadstena.Host.AppUrl.Authority, "/tab/initiative-form"), (page.Url.Authority, page.Url.AbsolutePath));
        Assert.Equal(language, QueryHelpers.ParseQuery(page.Url.Query)["locale"]);
        var form = await FollowAsync("lena", page.Url);
        Assert.Equal(("Vi provar kortare listor", spot.Conversation.Id), (form.Value("title"), form.Value("home")));
    }

    [Theory]
    [InlineData("omsorg/hemtjansten")]
    [InlineData("chat/karin-lena")]
    public async Task Teams_may_leave_the_messages_link_out(string conversation)
    {
        var spot = vadstena.Write(conversation, "lena", $"<p>Utan länk i {conversation}</p>");
        var activity = vadstena.Host.Activities.FetchTask(vadstena.Person("lena"), spot.Conversation.Id, spot.Message.Id, Command);
        activity["value"]!["messagePayload"]!.AsObject().Remove("linkToMessage");

        var reply = await vadstena.Host.Bot.SendAsync(activity, TestContext.Current.CancellationToken);

        var form = await FollowAsync("lena", PageIn(reply.Body).Url);
        Assert.Equal($"Utan länk i {conversation}", form.Value("title"));
    }

    [Fact]
    public async Task At_the_compose_box_the_form_opens_with_the_channel_as_the_home_and_ends_with_the_card_in_the_box()
    {
        var channel = vadstena.Conversation("bibliotek/program");

        var form = await FollowAsync("sara", PageIn(await SendAsync("sara", "fetchTask", channel)).Url);
        Assert.Equal((channel.Id, ""), (form.Value("home"), form.Value("title")));
        var done = await form.PressAsync("Starta initiativet", ("title", ["Språkcafé i parken"]), ("gain", ["Fler hittar hit."]));
        var initiative = Assert.Single(await vadstena.Initiatives(), one => one.Title == "Språkcafé i parken");
        var button = done.Page.QuerySelector("button[data-dialog-done]")!;
        Assert.Equal((Command, initiative.Id.ToString()), (button.GetAttribute("data-dialog-done"), button.GetAttribute("data-initiative")));

        var answer = (await SendAsync("sara", "submitAction", channel, data: Done(initiative.Id)))["composeExtension"]!;

        Assert.Equal("result", (string?)answer["type"]);
        var card = Assert.Single(answer["attachments"]!.AsArray())!;
        Assert.Contains("Språkcafé i parken", new Dialog("", card["content"]!.AsObject()).Text, StringComparison.Ordinal);
        Assert.Equal("Språkcafé i parken", (string?)card["preview"]!["content"]!["title"]);
    }

    [Fact]
    public async Task In_a_chat_the_compose_box_opens_a_bare_form()
    {
        var form = await FollowAsync("peter", PageIn(await SendAsync("peter", "fetchTask", vadstena.Conversation("chat/sommarpraktik"))).Url);

        Assert.Equal(("", "", null), (form.Value("home"), form.Value("title"), form.Problem));
    }

    [Fact]
    public async Task On_a_message_the_dialog_ends_with_the_way_to_the_initiative()
    {
        var spot = vadstena.Root("omsorg/hemtjansten");
        var initiative = await vadstena.StartAsync("lena", "omsorg/hemtjansten", "Slutet gott");

        var card = Tagger.DialogIn(await SendAsync("lena", "submitAction", spot.Conversation, spot.Message, Done(initiative.Id)));

        Assert.Contains("Initiativet är startat!", card.Text, StringComparison.Ordinal);
        Assert.Contains(initiative.Id.ToString(), card.UrlOf("Öppna initiativet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_the_card_of_an_initiative_that_they_may_not_know_of()
    {
        var hidden = await vadstena.StartAsync("amina", "skola/elevhalsa", "Elevhälsans hemliga");
        var spot = vadstena.Root("bibliotek/program");

        foreach (var id in (string[])[hidden.Id.ToString(), Guid.NewGuid().ToString(), "inget"])
        {
            var atCompose = await SendAsync("sara", "submitAction", spot.Conversation, data: new JsonObject { ["verb"] = Command, ["initiative"] = id });
            var onMessage = await SendAsync("sara", "submitAction", spot.Conversation, spot.Message, new JsonObject { ["verb"] = Command, ["initiative"] = id });

            Assert.Null(atCompose["composeExtension"]);
            Assert.All(new[] { atCompose, onMessage }, answer => Assert.DoesNotContain("hemliga", answer.ToString(), StringComparison.Ordinal));
            Assert.Equal(["Initiativet är startat!", "Det syns nu på målfliken och i de kanaler som det rör."], Tagger.DialogIn(onMessage).MarkdownTexts);
            Assert.Empty(Tagger.DialogIn(onMessage).Buttons);
        }
    }

    private static JsonObject Done(Guid initiative) => new() { ["verb"] = Command, ["initiative"] = initiative.ToString() };

    private static (string Title, Uri Url) PageIn(JsonNode? body)
    {
        var task = body!["task"]!;
        Assert.Equal("continue", (string?)task["type"]);
        return ((string)task["value"]!["title"]!, new Uri((string)task["value"]!["url"]!));
    }

    /// <summary>What the dialog's frame shows.</summary>
    private Task<TabForm> FollowAsync(string person, Uri page) =>
        TabForm.OpenViewAsync(vadstena, person, page.PathAndQuery.Replace("/tab/", "", StringComparison.Ordinal).Replace("&locale=", "&ignored=", StringComparison.Ordinal));

    private async Task<JsonNode> SendAsync(string person, string kind, Conversation conversation, Message? message = null, JsonObject? data = null, string language = "sv")
    {
        var reply = await new Tagger(vadstena, person, language).SendAsync(
            new InvokeRequest(kind, language == "en" ? "en-GB" : "sv-SE", "default", conversation.Id, message?.Id, Command, data, null, null));
        Assert.Equal(200, (int?)reply["status"]);
        return reply["body"]!;
    }
}
