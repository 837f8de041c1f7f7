using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Calendar;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Initiatives;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>Letters as they come to channels and people, from the week's events to the card that is seen.</summary>
public sealed class SendTests(DigestTenant vadstena) : IClassFixture<DigestTenant>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task A_channel_reads_on_Friday_what_the_week_gave_and_each_line_opens_its_source()
    {
        var channel = await SubscribeAsync("skola/lasning");
        var (done, link) = (
            await vadstena.TellAsync("Läsning i hallen", ["skola/lasning"], row => (row.State, row.ResidentsGain) = (InitiativeState.Done, "Fler barn läser hemma."), goals: ["vaxande"]),
            await vadstena.LinkAsync("skola/lasning", "hallbar", "Färre bilar vid skolan på morgonen."));
        await HappenAsync(done, InitiativeEventKind.Done);
        var deleted = await vadstena.LinkAsync("skola/lasning", "attraktiv", "Det som sedan togs bort.");
        vadstena.Tenant.DeleteMessage(channel.Id, deleted.Message!.MessageId);
        await vadstena.InDatabase(db => db.Links.Where(row => row.Id == deleted.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.State, SourceState.Gone)));
        var over = await vadstena.TellAsync(
            "Klart sedan länge", ["skola/lasning"], row => (row.State, row.SupportAsked) = (InitiativeState.Done, "Vi behövde hjälp då."), goals: ["attraktiv"]);
        await HappenAsync(over, InitiativeEventKind.SupportAsked);

        await vadstena.SendAsync(channel.Id);

        var letter = Assert.Single(vadstena.Seen(channel));
        Assert.Contains($"Veckobrev, vecka {DigestWeek.Read((await vadstena.LettersAsync(channel.Id)).Single().Key).Number}", letter.Text, StringComparison.Ordinal);
        Assert.Contains("”Fler barn läser hemma.”", letter.Text, StringComparison.Ordinal);
        Assert.Contains(" – Färre bilar vid skolan på morgonen.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Det som sedan togs bort.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Klart sedan länge", letter.Text, StringComparison.Ordinal);
        var opened = letter.All().Where(node => (string?)node["type"] == "TextRun").Select(run => (string?)run["selectAction"]?["url"]).OfType<string>().ToList();
        Assert.Contains(link.WebUrl, opened);
        Assert.Contains(opened, url => url.Contains(done.Id.ToString(), StringComparison.Ordinal));
        Assert.Equal(["Ja, till nytta", "Nej, inte för oss", "Öppna målen", "Ändra", "Avsluta veckobrevet"], letter.Buttons.Where(button => !button.StartsWith("Öppna ", StringComparison.Ordinal) || button == "Öppna målen"));
    }

    [Fact]
    public async Task A_week_with_nothing_to_tell_posts_nothing_and_the_next_is_planned()
    {
        var channel = await SubscribeAsync("gata/parker");
        var week = (await vadstena.SubscriptionAsync(channel.Id))!.NextWeek;

        await vadstena.SendAsync(channel.Id);

        Assert.Empty(await vadstena.LettersAsync(channel.Id));
        Assert.Equal(DigestWeek.Read(week).Next.ToString(), (await vadstena.SubscriptionAsync(channel.Id))!.NextWeek);
    }

    [Fact]
    public async Task However_often_it_is_looked_and_whatever_the_clock_says_a_week_has_one_letter()
    {
        var channel = await SubscribeAsync("gata/vinter");
        await vadstena.LinkAsync("gata/vinter", "hallbar", "Det sandas innan skolan börjar.");
        await vadstena.SendAsync(channel.Id);
        var sent = await vadstena.SubscriptionAsync(channel.Id);

        // As if the clock had been put back, or somebody had changed the day within the week.
        await vadstena.InDatabase(db => db.DigestSubscriptions.Where(row => row.Id == sent!.Id).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.NextWeek, DigestWeek.Read(sent!.NextWeek).Previous.ToString())
            .SetProperty(row => row.NextAt, vadstena.Clock.GetUtcNow())));
        await Task.WhenAll(vadstena.RoundAsync(), vadstena.RoundAsync(), vadstena.RoundAsync());

        Assert.Single(vadstena.Seen(channel));
        Assert.Single(await vadstena.LettersAsync(channel.Id));
        Assert.Equal(sent!.NextWeek, (await vadstena.SubscriptionAsync(channel.Id))!.NextWeek);
    }

    [Fact]
    public async Task A_machine_that_comes_back_within_a_day_sends_the_letter_once_and_later_it_says_what_was_not_sent()
    {
        var (soon, late) = (await SubscribeAsync("bibliotek/program"), await SubscribeAsync("bibliotek/allmant"));
        foreach (var place in new[] { "bibliotek/program", "bibliotek/allmant" })
        {
            await vadstena.LinkAsync(place, "vaxande", "Fler hittar hit.");
        }

        var due = (await vadstena.SubscriptionAsync(soon.Id))!;
        await vadstena.InDatabase(db => db.DigestSubscriptions.Where(row => row.Target == late.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.EndedAt, vadstena.Clock.GetUtcNow())));
        vadstena.Clock.Advance(due.NextAt.AddHours(23.5) - vadstena.Clock.GetUtcNow());
        await vadstena.RoundAsync();
        await vadstena.InDatabase(db => db.DigestSubscriptions.Where(row => row.Target == late.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.EndedAt, (DateTimeOffset?)null)));
        vadstena.Clock.Advance(TimeSpan.FromHours(1));
        await vadstena.RoundAsync();

        Assert.Single(vadstena.Seen(soon));
        Assert.Empty(await vadstena.LettersAsync(late.Id));
        var missed = Assert.Single(await vadstena.InDatabase(db => db.MissedDigests.AsNoTracking().ToListAsync()));
        Assert.Equal((due.NextWeek, due.NextAt), (missed.Week, missed.DueAt));

        // A clock that was put back finds the same weeks again, and goes on from them.
        var next = (await vadstena.SubscriptionAsync(late.Id))!.NextWeek;
        await vadstena.InDatabase(db => db.DigestSubscriptions.Where(row => row.Target == late.Id).ExecuteUpdateAsync(update => update
            .SetProperty(row => row.NextWeek, due.NextWeek)
            .SetProperty(row => row.NextAt, due.NextAt)));
        await vadstena.RoundAsync();
        Assert.Single(await vadstena.InDatabase(db => db.MissedDigests.AsNoTracking().ToListAsync()));
        Assert.Equal(next, (await vadstena.SubscriptionAsync(late.Id))!.NextWeek);

        using var viewer = vadstena.AppClient("sara");
        var page = await viewer.GetStringAsync($"views/digest?channel={Uri.EscapeDataString(late.Id)}", TestContext.Current.CancellationToken);
        Assert.Contains($"Vecka {DigestWeek.Read(missed.Week).Number}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_delivered_within_a_day_is_not_delivered_later()
    {
        var channel = await SubscribeAsync("omsorg/anhoriga");
        await vadstena.LinkAsync("omsorg/anhoriga", "attraktiv", "Anhöriga får svar samma dag.");
        vadstena.Host.Faults.Refuse(CloudService.Connector, 1000, 503, "ServiceUnavailable", path => path.Contains("activities", StringComparison.Ordinal));

        await vadstena.SendAsync(channel.Id);
        for (var hour = 0; hour < 25; hour += 5)
        {
            await vadstena.PassAsync(TimeSpan.FromHours(5));
        }

        vadstena.Host.Faults.Clear();
        await vadstena.PassAsync(TimeSpan.FromHours(1));

        Assert.Empty(vadstena.Seen(channel));
        Assert.Equal(DeliveryState.Failed, (await vadstena.LettersAsync(channel.Id)).Single().State);
    }

    [Fact]
    public async Task A_letter_waits_for_Graph_and_then_tells_of_the_channel_s_own_alone()
    {
        var channel = await SubscribeAsync("skola/klosterangen");
        await vadstena.LinkAsync("skola/klosterangen", "vaxande", "Egna nyheter.");
        await vadstena.LinkAsync("skola/allmant", "vaxande", "Grannens nyheter.");
        vadstena.Host.Faults.Refuse(CloudService.Graph, 1000, 503, "serviceNotAvailable", path => path.EndsWith("/channels", StringComparison.Ordinal));

        await vadstena.SendAsync(channel.Id);
        Assert.Empty(vadstena.Seen(channel));
        vadstena.Clock.Advance(TimeSpan.FromMinutes(31));
        await vadstena.RoundAsync();

        var letter = Assert.Single(vadstena.Seen(channel));
        Assert.Contains("Egna nyheter.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Grannens nyheter.", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_s_letter_comes_to_their_own_chat_about_the_teams_they_follow()
    {
        var peter = vadstena.Person("peter");
        var chat = vadstena.Tenant.InstallAppFor(peter.Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        var page = await Tests.Tagging.InTab.TabForm.OpenViewAsync(vadstena, "peter", "digest");
        var school = page.Page.QuerySelectorAll("input[name=teams]").Single(box => box.ParentElement!.TextContent.Contains("Skola", StringComparison.Ordinal)).GetAttribute("value")!;
        await page.PressAsync("Slå på veckobrevet", ("teams", [school]), ("pause", []));
        await vadstena.LinkAsync("skola/allmant", "vaxande", "Peters team.");
        await vadstena.LinkAsync("skola/elevhalsa", "vaxande", "En kanal som Peter inte är med i.");
        await vadstena.LinkAsync("kansli/allmant", "vaxande", "Ett team som Peter inte följer.");

        await vadstena.SendAsync(Delivery.ToPerson(peter.Id));

        var letter = Assert.Single(vadstena.Seen(chat));
        Assert.Contains("Peters team.", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("En kanal som Peter", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ett team som Peter", letter.Text, StringComparison.Ordinal);

        var off = await DigestTenant.ShownAsync(vadstena.PressAsync("peter", chat, "digest.stop"));
        Assert.Contains("Slå på veckobrevet", off.Buttons);
        Assert.Contains("Veckobrevet kommer hit", (await DigestTenant.ShownAsync(vadstena.PressAsync("peter", chat, "digest.start"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_answers_whether_it_was_of_use_is_thanked_and_not_named()
    {
        var channel = await SubscribeAsync("omsorg/hemtjansten");
        await vadstena.LinkAsync("omsorg/hemtjansten", "attraktiv", "Samma ansikten varje morgon.");
        await vadstena.SendAsync(channel.Id);
        var letter = (await vadstena.LettersAsync(channel.Id))[^1];
        JsonObject Data(string useful) => new() { ["week"] = letter.Key, ["useful"] = useful, ["delivery"] = letter.Id.ToString() };
        Assert.Contains("För få har svarat", await FeedbackAsync(), StringComparison.Ordinal);

        foreach (var (person, useful) in new[] { ("lena", "true"), ("karin", "true"), ("hassan", "true"), ("annika", "true"), ("gunilla", "false") })
        {
            var reply = await vadstena.PressAsync(person, channel, "digest.answer", Data(useful));
            Assert.Equal("Tack! Svaret är sparat utan namn.", (string)reply.Body!["value"]!);
        }

        Assert.Contains("De flesta som har svarat tycker att brevet är till nytta.", await FeedbackAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("har svarat", await FeedbackAsync("lena"), StringComparison.Ordinal);
        var columns = typeof(DigestAnswer).GetProperties().Select(property => property.Name);
        Assert.Equal(["Id", "TenantId", "WasUseful", "Week"], columns.Order(StringComparer.Ordinal));
        var forged = await vadstena.PressAsync("lena", channel, "digest.answer", new JsonObject { ["week"] = letter.Key, ["useful"] = "false", ["delivery"] = Guid.NewGuid().ToString() });
        Assert.Contains("Brevet finns inte kvar", (string)forged.Body!["value"]!["message"]!, StringComparison.Ordinal);

        async Task<string> FeedbackAsync(string person = "karin")
        {
            using var viewer = vadstena.AppClient(person);
            return System.Net.WebUtility.HtmlDecode(await viewer.GetStringAsync("views/digest", TestContext.Current.CancellationToken));
        }
    }

    private async Task<Channel> SubscribeAsync(string place)
    {
        var channel = (Channel)vadstena.Conversation(place);
        await vadstena.PressAsync("karin", channel, "digest.start");
        // Whatever day it is today, and however many weeks the tests take.
        await vadstena.InDatabase(db => db.DigestSubscriptions.Where(row => row.Target == channel.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.PausesOverHolidays, false)));
        return channel;
    }

    private Task<int> HappenAsync(Initiative initiative, InitiativeEventKind kind) => vadstena.InDatabase(db =>
    {
        db.Add(new InitiativeEvent { Id = Guid.CreateVersion7(), TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, At = vadstena.Clock.GetUtcNow(), Kind = kind });
        return db.SaveChangesAsync();
    });
}
