using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>Documents in the letter: those of the team's that Graph says are open to the whole team, and no other.</summary>
public sealed class DocumentTests(DigestTenant vadstena) : IClassFixture<DigestTenant>, IDisposable
{
    public void Dispose()
    {
        vadstena.Host.Faults.Clear();
        vadstena.Tenant.RevokeSite("omsorg", vadstena.Host.App.ClientId.ToString());
    }

    [Fact]
    public async Task A_document_of_the_team_s_is_told_of_in_its_channels_and_the_line_opens_it()
    {
        vadstena.Grant("omsorg");
        var document = await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Rutin för hembesök.docx");
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Gammal rutin.docx");
        await vadstena.InDatabase(db => db.Links.Where(link => link.Title == "Gammal rutin.docx").ExecuteUpdateAsync(update => update.SetProperty(link => link.TaggedAt, vadstena.Clock.GetUtcNow().AddDays(-15))));
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Borttagen rutin.docx");
        await vadstena.InDatabase(db => db.Links.Where(link => link.Title == "Borttagen rutin.docx").ExecuteUpdateAsync(update => update.SetProperty(link => link.State, SourceState.Gone)));

        var letter = await LetterAsync();

        Assert.Contains("Dokument: \nRutin för hembesök.docx", letter.Text, StringComparison.Ordinal);
        Assert.Equal(["Rutin för hembesök.docx", "Öppna Rutin för hembesök.docx"], letter.Text.Split('\n').Where(line => line.EndsWith(".docx", StringComparison.Ordinal)));
        Assert.Contains(letter.All(), node => (string?)node["type"] == "TextRun" && (string?)node["selectAction"]?["url"] == document.PathUrl());
    }

    [Fact]
    public async Task A_folder_or_a_library_that_only_some_can_open_gives_the_letter_nothing()
    {
        vadstena.Grant("omsorg");
        var (drive, karin) = (SeedIds.Drive("omsorg"), vadstena.Person("karin").Id);
        var folder = vadstena.Tenant.CreateFolder(drive, "root", $"Löner {Guid.NewGuid():N}", karin);
        vadstena.Tenant.StopInheriting(drive, folder.Id, karin);
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Lönerna.docx", folder.Id);

        Assert.DoesNotContain("Lönerna.docx", (await LetterAsync()).Text, StringComparison.Ordinal);

        // Whatever is left in a library whose members were shut out is no measure of what the team can open.
        var root = vadstena.Tenant.Read(content => content.FindDocument(drive, "root"))!.Item;
        vadstena.Tenant.StopInheriting(drive, root.Id, karin);
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Allas rutin.docx");
        Assert.DoesNotContain("Allas rutin.docx", (await LetterAsync()).Text, StringComparison.Ordinal);
        root.OnlyFor = null;
    }

    [Fact]
    public async Task A_document_that_was_shared_with_more_people_is_still_the_team_s()
    {
        vadstena.Grant("omsorg");
        var document = await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Delad rutin.docx");
        vadstena.Tenant.ShareWith(document.Drive.Id, document.Item.Id, [vadstena.Person("johan").Id]);

        Assert.Contains("Delad rutin.docx", (await LetterAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(SiteRole.Read)]
    [InlineData(SiteRole.Write)]
    public async Task Where_the_app_is_not_told_who_may_open_it_a_document_is_left_out_at_once(SiteRole? role)
    {
        if (role is { } granted)
        {
            vadstena.Grant("omsorg", granted);
        }

        await vadstena.LinkDocumentAsync("omsorg", "vaxande", $"Utan besked {role}.docx");

        Assert.DoesNotContain("Utan besked", (await LetterAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_letter_is_about_the_goals_that_were_chosen_and_looks_past_documents_of_others()
    {
        vadstena.Grant("omsorg");
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Om det som valts.docx");
        vadstena.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var other = 0; other < 25; other++)
        {
            await vadstena.LinkDocumentAsync("omsorg", "hallbar", $"Om annat {other}.docx");
        }

        var letter = await LetterAsync("vaxande");

        Assert.Contains("Om det som valts.docx", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Om annat", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_tells_of_the_same_documents_whoever_looks_at_it()
    {
        vadstena.Grant("skola");
        var (drive, karin) = (SeedIds.Drive("skola"), vadstena.Person("karin").Id);
        await vadstena.LinkDocumentAsync("skola", "attraktiv", "Öppet för alla.docx");
        var closed = await vadstena.LinkDocumentAsync("skola", "attraktiv", "Karins eget.docx");
        vadstena.Tenant.StopInheriting(drive, closed.Item.Id, karin);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(4));

        foreach (var person in new[] { "karin", "amina", "elin" })
        {
            using var viewer = vadstena.AppClient(person);
            using var form = new FormUrlEncodedContent([new("channel", vadstena.Conversation("skola/lasning").Id), new("weekday", "Friday"), new("time", "08:30"), new("language", "sv"), new("goals", "attraktiv")]);
            using var answer = await viewer.PostAsync("views/digest/preview", form, TestContext.Current.CancellationToken);
            var card = System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

            Assert.Contains("Öppet för alla.docx", card, StringComparison.Ordinal);
            Assert.DoesNotContain("Karins eget.docx", card, StringComparison.Ordinal);
            vadstena.Clock.Advance(TimeSpan.FromMinutes(4));
        }
    }

    [Fact]
    public async Task Graph_that_throttles_is_asked_again()
    {
        vadstena.Grant("omsorg");
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Väntade en sekund.docx");
        vadstena.Host.Faults.ThrottleInsideBatch(2, TimeSpan.FromSeconds(1), path => path.EndsWith("/permissions", StringComparison.Ordinal));

        Assert.Contains("Väntade en sekund.docx", (await LetterAsync()).Text, StringComparison.Ordinal);
        Assert.Empty(vadstena.Host.Faults.Pending);
    }

    [Theory]
    [InlineData("/permissions")]
    [InlineData("/drive")]
    public async Task A_letter_waits_for_a_library_that_does_not_answer_and_then_leaves_the_document_out(string question)
    {
        vadstena.Grant("omsorg");
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", $"Kom aldrig {Guid.NewGuid():N}.docx");
        vadstena.Host.Faults.ThrottleInsideBatch(1000, TimeSpan.FromMinutes(5), path => path.EndsWith(question, StringComparison.Ordinal));

        await AssertWaitsAsync("Kom aldrig");
    }

    [Fact]
    public async Task A_letter_waits_for_Graph_when_it_is_down_and_then_leaves_the_document_out()
    {
        vadstena.Grant("omsorg");
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", $"Nere {Guid.NewGuid():N}.docx");
        vadstena.Host.Faults.Refuse(CloudService.Graph, 1000, 503, "serviceNotAvailable", path => path.EndsWith("/$batch", StringComparison.Ordinal));

        await AssertWaitsAsync("Nere");
    }

    [Fact]
    public async Task A_letter_that_waited_tells_of_the_document_as_soon_as_its_library_answers()
    {
        vadstena.Grant("omsorg");
        await vadstena.LinkDocumentAsync("omsorg", "vaxande", "Kom till slut.docx");
        vadstena.Host.Faults.ThrottleInsideBatch(1000, TimeSpan.FromMinutes(5), path => path.EndsWith("/permissions", StringComparison.Ordinal));
        var channel = await SubscribeAsync(null);

        await vadstena.SendAsync(channel.Id);
        Assert.Empty(await QueuedAsync(channel));
        vadstena.Host.Faults.Clear();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        await vadstena.RoundAsync();

        Assert.Contains("Kom till slut.docx", Assert.Single(await QueuedAsync(channel)).Text, StringComparison.Ordinal);
    }

    private async Task AssertWaitsAsync(string name)
    {
        var channel = await SubscribeAsync(null);
        await vadstena.LinkAsync("omsorg/hemtjansten", "vaxande", "Samtalet väntar inte på dokumentet.");

        await vadstena.SendAsync(channel.Id);
        Assert.Empty(await QueuedAsync(channel));
        vadstena.Clock.Advance(TimeSpan.FromMinutes(31));
        await vadstena.RoundAsync();

        Assert.DoesNotContain(name, Assert.Single(await QueuedAsync(channel)).Text, StringComparison.Ordinal);
    }

    /// <summary>As it is queued: whether it is delivered now is for the budget of the channel to say.</summary>
    private async Task<Tagging.Dialog> LetterAsync(string? goal = null)
    {
        var channel = await SubscribeAsync(goal);
        await vadstena.LinkAsync("omsorg/hemtjansten", "vaxande", "Samma ansikten varje morgon.");
        await vadstena.SendAsync(channel.Id);
        return await QueuedAsync(channel) is [.., var card] ? card : throw new Xunit.Sdk.XunitException("There is no letter.");
    }

    private async Task<List<Tagging.Dialog>> QueuedAsync(Channel channel) =>
        [.. (await vadstena.LettersAsync(channel.Id)).Where(row => row.CreatedAt > vadstena.Clock.GetUtcNow().AddMinutes(-5)).Select(row => new Tagging.Dialog("", JsonNode.Parse(row.Card)!.AsObject()))];

    private async Task<Channel> SubscribeAsync(string? goal)
    {
        var channel = (Channel)vadstena.Conversation("omsorg/hemtjansten");
        await vadstena.PressAsync("karin", channel, "digest.start");
        await vadstena.InDatabase(async db =>
        {
            var subscription = await db.DigestSubscriptions.Include(row => row.Goals).SingleAsync(row => row.Target == channel.Id);
            subscription.PausesOverHolidays = false;
            subscription.Goals.Clear();
            if (goal is not null)
            {
                subscription.Goals.Add(new DigestGoal { TenantId = subscription.TenantId, SubscriptionId = subscription.Id, GoalId = (await db.Goals.SingleAsync(row => row.Code == goal)).Id });
            }

            return await db.SaveChangesAsync();
        });
        return channel;
    }
}
