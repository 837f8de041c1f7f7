using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Initiatives in the tab: their own page with its story, and their place on the goals' pages.</summary>
public sealed class InitiativePagesTests(QuietTenant vadstena) : IClassFixture<QuietTenant>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    public static TheoryData<string, string> SixPeople
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var person in (string[])["lena", "karin", "amina", "johan", "sara", "peter"])
            {
                data.Add(person, "skola/elevhalsa");
                data.Add(person, "gata/skolvagar");
                data.Add(person, "omsorg/hemtjansten");
                data.Add(person, "kansli/fullmaktige");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(SixPeople))]
    public async Task Every_page_shows_an_initiative_to_those_who_can_open_one_of_its_channels_and_to_nobody_else(string person, string home)
    {
        var secret = $"Initiativ{Guid.NewGuid():N}";
        var initiative = await vadstena.TellAsync(secret, [home], AskingFor("Ett rum."), goals: ["hallbar"], principles: ["tillit"]);
        var team = initiative.Channels[0].TeamId;
        using var viewer = vadstena.AppClient(person);
        var channel = vadstena.Conversation(home);
        var canOpen = vadstena.Tenant.Read(content => content.IsMember(vadstena.Person(person).Id, channel));

        foreach (var view in (string[])["goals", "goal/hallbar", "goal/hallbar?principle=tillit", $"goal/hallbar?team={team}", $"goal/hallbar?q={secret}", "principle/tillit", $"channel?team={team}&channel={Uri.EscapeDataString(channel.Id)}&goal=hallbar"])
        {
            var text = await viewer.ReadToTheEndAsync(view);

            Assert.Equal(canOpen, Without(text, secret).Contains($"initiative/{initiative.Id}", StringComparison.Ordinal));
            Assert.Equal(canOpen, Without(text, secret).Contains(secret, StringComparison.Ordinal));
        }

        using var page = await viewer.GetAsync($"views/initiative/{initiative.Id}", TestContext.Current.CancellationToken);
        Assert.Equal(canOpen ? HttpStatusCode.OK : HttpStatusCode.NotFound, page.StatusCode);
        foreach (var act in (string[])["follow", "help"])
        {
            Assert.Equal(canOpen, await PressAsync(viewer, initiative, act, ("follow", "true")) is not null);
        }

        Assert.Equal(canOpen, await vadstena.InDatabase(db => db.InitiativeFollowers.AnyAsync(row => row.InitiativeId == initiative.Id)));
    }

    [Fact]
    public async Task An_initiative_is_on_its_goals_pages_with_what_it_asks_for_and_when_done_with_what_residents_gained()
    {
        var asking = await vadstena.TellAsync("Stöd sökes", ["kansli/allmant"], AskingFor("Vi behöver en tolk."), goals: ["vaxande"]);
        var done = await vadstena.TellAsync(
            "Klart arbete", ["kansli/allmant"], row => (row.State, row.ResidentsGain, row.SupportAsked) = (InitiativeState.Done, "Alla hittar till badplatsen.", "Gammal fråga"), goals: ["vaxande"]);
        using var karin = vadstena.AppClient("karin");

        var goal = await karin.ReadAsync("views/goal/vaxande");
        var overview = await karin.ReadAsync("views/goals");
        var other = await karin.ReadAsync("views/goal/attraktiv");

        foreach (var text in (string[])[goal, overview])
        {
            Assert.Contains("Här behövs stöd", text, StringComparison.Ordinal);
            Assert.Contains("Vi behöver en tolk.", text, StringComparison.Ordinal);
            Assert.Contains("Alla hittar till badplatsen.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Gammal fråga", text, StringComparison.Ordinal);
            Assert.Contains($"/tab/initiative/{asking.Id}", text, StringComparison.Ordinal);
            Assert.Contains($"/tab/initiative/{done.Id}", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Vi behöver en tolk.", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_initiatives_than_a_page_holds_are_read_on_and_none_is_left_out_or_shown_twice()
    {
        for (var at = 0; at < 13; at++)
        {
            await vadstena.TellAsync($"Rad{at:D2}", [at % 3 == 0 ? "omsorg/hemtjansten" : "bibliotek/program"], goals: ["attraktiv"]);
        }

        using var amina = vadstena.AppClient("amina");
        var text = await amina.ReadToTheEndAsync("goal/attraktiv?q=rad");

        var shown = Enumerable.Range(0, 13).Where(at => text.Contains($">Rad{at:D2}</a></h3>", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(0, 13).Where(at => at % 3 != 0), shown);
        Assert.All(shown, at => Assert.Equal(2, text.Split($">Rad{at:D2}</a></h3>").Length));
    }

    [Fact]
    public async Task The_story_is_told_in_order_of_time_and_the_history_keeps_every_word()
    {
        var initiative = await vadstena.TellAsync("Cykelvägen", ["kansli/allmant"], row => row.Learned = "Fråga barnen först.");
        var start = initiative.StartedAt;
        await StepAsync(initiative, start, InitiativeEventKind.Started, null);
        await StepAsync(initiative, start.AddMinutes(1), InitiativeEventKind.SupportAsked, "Vi behöver färg.", InitiativeField.SupportAsked);
        await StepAsync(initiative, start.AddMinutes(2), InitiativeEventKind.SupportOffered, "Gata och park");
        await StepAsync(initiative, start.AddMinutes(3), InitiativeEventKind.Edited, "Nya ord.", InitiativeField.What, "Gamla ord.");
        await StepAsync(initiative, start.AddMinutes(4), InitiativeEventKind.Learned, "Fråga barnen först.", InitiativeField.Learned);
        await StepAsync(initiative, start.AddMinutes(5), InitiativeEventKind.Edited, "Hemlig kanal", InitiativeField.Channels);
        using var karin = vadstena.AppClient("karin");

        var text = await karin.ReadAsync($"views/initiative/{initiative.Id}");

        AssertInOrder(text, "Så har det gått", "Initiativet startade", "Bad om stöd", "Vi behöver färg.", "Kan hjälpa till", "Gata och park", "Lärde sig något", "Vad som har ändrats");
        Assert.Contains("<del>Gamla ord.</del>", text, StringComparison.Ordinal);
        Assert.Contains("<ins>Nya ord.</ins>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemlig kanal", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_conversations_in_its_story_the_viewer_sees_those_that_they_can_open()
    {
        var initiative = await vadstena.TellAsync("Två samtal", ["kansli/allmant"]);
        var open = await LinkAsync("amina", "kansli/fullmaktige", initiative);
        var closed = await LinkAsync("amina", "skola/elevhalsa", initiative);
        using var karin = vadstena.AppClient("karin");
        using var amina = vadstena.AppClient("amina");

        var hers = await amina.ReadAsync($"views/initiative/{initiative.Id}");
        var text = await karin.ReadAsync($"views/initiative/{initiative.Id}");

        Assert.Contains(closed.Title, hers, StringComparison.Ordinal);
        Assert.Contains(open.Title, text, StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Title, text, StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Message!.MessageId, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_can_help_says_so_on_the_page_and_the_contact_is_told()
    {
        var initiative = await vadstena.TellAsync("Läsgruppen", ["kansli/allmant"], AskingFor("En lokal."));
        using var karin = vadstena.AppClient("karin");

        var text = await PressAsync(karin, initiative, "help");

        Assert.Contains("Du har sagt att ni kan hjälpa till.", text, StringComparison.Ordinal);
        var told = Assert.Single(await vadstena.InDatabase(db => db.Deliveries.Where(row => row.InitiativeId == initiative.Id).ToListAsync()));
        Assert.Equal(vadstena.Person("amina").Id, told.PersonId);
    }

    [Fact]
    public async Task Following_begins_and_ends_on_the_page_in_one_click()
    {
        var initiative = await vadstena.TellAsync("Följd", ["kansli/allmant"]);
        using var karin = vadstena.AppClient("karin");

        Assert.Contains("Du följer", await PressAsync(karin, initiative, "follow", ("follow", "true")), StringComparison.Ordinal);
        Assert.DoesNotContain("Du följer", await PressAsync(karin, initiative, "follow", ("follow", "false")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_its_card_did_not_arrive_is_told_of_the_channels_that_the_viewer_can_open()
    {
        var initiative = await vadstena.TellAsync("Utan kort", ["kansli/allmant", "skola/elevhalsa"]);
        await vadstena.InDatabase(db =>
        {
            db.AddRange(initiative.Channels.Select(channel => new Delivery
            {
                Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Target = channel.ChannelId, ViaConversationId = channel.ChannelId, Key = $"{initiative.Id}",
                InitiativeId = initiative.Id, Card = "{}", Summary = "", State = DeliveryState.Failed, Reason = DeliveryReason.NotThere,
            }));
            return db.SaveChangesAsync();
        });
        using var karin = vadstena.AppClient("karin");

        var text = await karin.ReadAsync($"views/initiative/{initiative.Id}");

        Assert.Contains("Kortet kom inte fram till Kommunkansliet › Allmänt. Appen finns inte där längre, eller kanalen är borta.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Elevhälsa", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task When_Teams_does_not_say_who_may_read_it_the_page_says_so_and_nothing_else()
    {
        var initiative = await vadstena.TellAsync("Tvivel", ["bibliotek/allmant"]);
        vadstena.Host.Faults.Unavailable(CloudService.Graph, 50);
        using var olle = vadstena.AppClient("nora");

        var text = await olle.ReadAsync($"views/initiative/{initiative.Id}");

        Assert.Contains("Teams svarade inte på allt just nu", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tvivel", text, StringComparison.Ordinal);
    }

    /// <summary>The words that were searched for stand in the search box again, and in the addresses of the page.</summary>
    private static string Without(string text, string words) =>
        text.Replace($"value=\"{words}\"", "", StringComparison.Ordinal).Replace($"q={words}", "", StringComparison.Ordinal);

    private static Action<Initiative> AskingFor(string support) => row => (row.SupportAsked, row.SupportAskedAt) = (support, row.StartedAt);

    /// <summary>A browser goes on to the page with the same token; this client leaves the token out, so the page is asked for anew.</summary>
    /// <returns>Null when there is no such page for the viewer.</returns>
    private static async Task<string?> PressAsync(HttpClient viewer, Initiative initiative, string act, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await viewer.PostAsync($"views/initiative/{initiative.Id}/{act}", form, TestContext.Current.CancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        Assert.Equal($"/views/initiative/{initiative.Id}", answer.RequestMessage!.RequestUri!.AbsolutePath);
        return await viewer.ReadAsync($"views/initiative/{initiative.Id}");
    }

    private static void AssertInOrder(string text, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{part} does not stand after {text[Math.Max(0, from - 40)..from]}");
            from = at + part.Length;
        }
    }

    private Task<int> StepAsync(
        Initiative initiative, DateTimeOffset at, InitiativeEventKind kind, string? after, InitiativeField? field = null, string? before = null) => vadstena.InDatabase(db =>
    {
        db.Add(new InitiativeEvent
        {
            Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, At = at, ById = vadstena.Person("amina").Id, ByName = "Amina Warsame",
            Kind = kind, Field = field, Before = before, After = after,
        });
        return db.SaveChangesAsync();
    });

    private async Task<Link> LinkAsync(string person, string conversation, Initiative initiative)
    {
        var spot = TillitTeams.Tests.Tagging.Spots.Root(vadstena, conversation);
        await new TillitTeams.Tests.Tagging.Tagger(vadstena, person).TagAsync(spot, ("goals", "hallbar"));
        return await vadstena.InDatabase(async db =>
        {
            var link = await db.Links.SingleAsync(row => row.Message!.MessageId == spot.Message.Id);
            link.InitiativeId = initiative.Id;
            await db.SaveChangesAsync();
            return link;
        });
    }
}
