using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>The governance lead sees what did not arrive and why, and has it sent again.</summary>
public sealed class DeliveriesPageTests(OutboxTenant vadstena) : IClassFixture<OutboxTenant>, IDisposable
{
    private const string Steward = "karin";

    /// <summary>A private channel that the governance lead is not a member of.</summary>
    private const string Closed = "skola/elevhalsa";

    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task A_card_that_did_not_arrive_says_which_where_and_why_and_is_sent_again_at_a_press()
    {
        var row = await FailedAsync("omsorg/hemtjansten", DeliveryReason.NotThere, DeliveryPurpose.InitiativeSupport);

        var card = Card(await ShowAsync(Steward), row)!;
        Assert.Equal("Trygg hemgång", card.QuerySelector("h3")!.TextContent);
        Assert.Contains("Kortet om att initiativet ber om stöd", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Vård och omsorg › Hemtjänsten", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("appen gav upp", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("Den som äger teamet kan lägga till appen igen.", card.Closest("section")!.TextContent, StringComparison.Ordinal);

        var after = await PressAsync(card.QuerySelector("form")!);
        Assert.Null(Card(after, row));
        Assert.Contains("Kortet skickas igen", after.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        await vadstena.WorkAsync();
        Assert.Single(vadstena.CardsOf(row));
        var noted = await vadstena.InDatabase(db => db.AuditEvents.AsNoTracking().SingleAsync(audit => audit.RowId == row.Id));
        Assert.Equal((AuditAction.CardRetried, vadstena.Person(Steward).Id), (noted.Action, noted.PersonId));
    }

    [Fact]
    public async Task All_that_failed_for_one_reason_are_sent_again_together_and_others_are_not()
    {
        var refused = await FailedAsync("skola/lasning", DeliveryReason.Refused);
        var (first, second) = (await FailedAsync("gata/vinter", DeliveryReason.Blocked), await FailedAsync("gata/parker", DeliveryReason.Blocked));

        var section = (await ShowAsync(Steward)).QuerySelector("section[data-reason=Blocked]")!;
        var after = await PressAsync(section.QuerySelector("form[action='/views/deliveries/retry-all']")!);

        Assert.Null(after.QuerySelector("section[data-reason=Blocked]"));
        Assert.NotNull(Card(after, refused));
        await vadstena.WorkAsync();
        Assert.All([first, second], row => Assert.Single(vadstena.CardsOf(row)));
        Assert.Empty(vadstena.CardsOf(refused));
    }

    [Theory]
    [InlineData(DeliveryReason.NotThere, "Appen är inte med där")]
    [InlineData(DeliveryReason.Blocked, "Appen får inte skriva där")]
    [InlineData(DeliveryReason.Refused, "Teams tog inte emot kortet")]
    [InlineData(DeliveryReason.Uncertain, "Det är osäkert om kortet kom fram")]
    [InlineData(DeliveryReason.GaveUp, "Teams svarade inte i tid")]
    public async Task Every_reason_is_told_in_plain_words(DeliveryReason reason, string words)
    {
        var row = await FailedAsync("kansli/allmant", reason);

        Assert.Equal(words, Card(await ShowAsync(Steward), row)!.Closest("section")!.QuerySelector("h2")!.TextContent);
    }

    [Fact]
    public async Task A_card_for_one_person_names_the_contact_and_once_somebody_has_looked_it_can_go_there_again()
    {
        var row = await vadstena.AddForAsync("lena");
        await TellOfAsync(row, contact: "lena");
        vadstena.Host.Faults.Drop(CloudService.Connector, 1, path => path.EndsWith("/activities", StringComparison.Ordinal));
        await vadstena.WorkAsync();

        var card = Card(await ShowAsync(Steward), row)!;
        Assert.Contains($"Chatten med {vadstena.Person("lena").DisplayName}", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("innan du försöker igen", card.Closest("section")!.TextContent, StringComparison.Ordinal);

        await PressAsync(card.QuerySelector("form")!);
        await vadstena.WorkAsync();
        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task A_card_whose_post_is_still_in_doubt_is_looked_for_before_it_is_sent_again()
    {
        var row = await vadstena.AddAsync("bibliotek/allmant");
        vadstena.Host.Faults.LoseAnswer(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        await vadstena.ChangeAsync(row, kept => (kept.State, kept.Reason, kept.FailedAt) = (DeliveryState.Failed, DeliveryReason.GaveUp, vadstena.Clock.GetUtcNow()));

        await PressAsync(Card(await ShowAsync(Steward), row)!.QuerySelector("form")!);
        await vadstena.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(Assert.Single(vadstena.CardsOf(row)).Id, (await vadstena.RowAsync(row)).MessageId);
    }

    [Fact]
    public async Task An_update_that_did_not_arrive_says_that_the_card_is_there()
    {
        var row = await vadstena.AddAsync("skola/klosterangen");
        await vadstena.WorkAsync();
        await vadstena.EditAsync(row, "Ändrat");
        vadstena.Host.Faults.Refuse(CloudService.Connector, 1, 413, "MessageSizeTooBig");
        await vadstena.WorkAsync();

        var card = Card(await ShowAsync(Steward), row)!;

        Assert.Contains("visar inte den senaste ändringen", card.TextContent, StringComparison.Ordinal);
        Assert.Equal("Så här långt", OutboxTenant.SaidBy(Assert.Single(vadstena.CardsOf(row))));
    }

    [Fact]
    public async Task Others_are_told_for_whom_the_page_is_and_see_nothing_of_it()
    {
        await FailedAsync("omsorg/allmant", DeliveryReason.GaveUp);

        var page = await ShowAsync("amina");

        Assert.Contains("till för kommunens målförvaltare", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-delivery], form"));
    }

    [Fact]
    public async Task Of_a_card_in_a_place_that_the_governance_lead_cannot_open_they_learn_neither_name_nor_place_and_can_send_it_again()
    {
        var row = await FailedAsync(Closed, DeliveryReason.GaveUp);
        await ConcernAsync(row, Closed);

        var card = Card(await ShowAsync(Steward), row)!;

        Assert.Equal("Ett kort som du inte kan öppna", card.QuerySelector("h3")!.TextContent);
        Assert.StartsWith("En plats som du inte kan öppna", card.QuerySelector(".where")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("hemgång", card.OuterHtml, StringComparison.OrdinalIgnoreCase);
        await PressAsync(card.QuerySelector("form")!);
        await vadstena.WorkAsync();
        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task Of_a_card_for_one_person_the_name_is_not_told_where_the_initiative_cannot_be_opened()
    {
        var row = await vadstena.AddForAsync("lena");
        await TellOfAsync(row, contact: "lena");
        await ConcernAsync(row, Closed);
        await vadstena.ChangeAsync(row, kept => (kept.State, kept.Reason, kept.FailedAt) = (DeliveryState.Failed, DeliveryReason.Refused, vadstena.Clock.GetUtcNow()));

        var card = Card(await ShowAsync(Steward), row)!;

        Assert.StartsWith("En persons egen chatt", card.QuerySelector(".where")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(vadstena.Person("lena").DisplayName, card.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_initiative_that_is_open_to_the_governance_lead_is_named_and_a_closed_channel_that_it_also_concerns_is_not()
    {
        var row = await FailedAsync(Closed, DeliveryReason.GaveUp);
        await ConcernAsync(row, Closed);
        await ConcernAsync(row, "kansli/allmant");

        var card = Card(await ShowAsync(Steward), row)!;

        Assert.Equal("Trygg hemgång", card.QuerySelector("h3")!.TextContent);
        Assert.StartsWith("En plats som du inte kan öppna", card.QuerySelector(".where")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("views/deliveries/retry")]
    [InlineData("views/deliveries/retry-all")]
    public async Task Only_a_governance_lead_has_anything_sent_again(string path)
    {
        var row = await FailedAsync("omsorg/anhoriga", DeliveryReason.GaveUp);
        using var viewer = vadstena.AppClient("amina");
        using var form = Form(("id", row.Id.ToString()), ("reason", "GaveUp"));

        using var answer = await viewer.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(DeliveryState.Failed, (await vadstena.RowAsync(row)).State);
    }

    [Theory]
    [InlineData("retry", "id", "no id")]
    [InlineData("retry", "id", "")]
    [InlineData("retry-all", "reason", "Because")]
    public async Task What_nobody_could_have_pressed_changes_nothing(string act, string field, string value)
    {
        var row = await FailedAsync("kansli/fullmaktige", DeliveryReason.Refused);

        var page = await PostAsync($"views/deliveries/{act}", (field, value));

        Assert.Null(page.QuerySelector("[role=status]"));
        Assert.Equal(DeliveryState.Failed, (await vadstena.RowAsync(row)).State);
    }

    [Fact]
    public async Task The_governance_lead_is_led_there_from_the_overview_and_others_are_not()
    {
        using var steward = vadstena.AppClient(Steward);
        using var other = vadstena.AppClient("amina");

        Assert.Contains("/tab/deliveries", await steward.GetStringAsync(new Uri("views/goals", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("/tab/deliveries", await other.GetStringAsync(new Uri("views/goals", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<Delivery> FailedAsync(string place, DeliveryReason reason, DeliveryPurpose purpose = DeliveryPurpose.InitiativeStarted)
    {
        var conversation = vadstena.Conversation(place).Id;
        var row = vadstena.Row(conversation, conversation, purpose, person: null);
        (row.State, row.Reason, row.FailedAt) = (DeliveryState.Failed, reason, vadstena.Clock.GetUtcNow());
        await vadstena.AddAsync(row);
        await TellOfAsync(row, contact: null);
        return row;
    }

    /// <summary>The initiative that the card is about.</summary>
    private Task<int> TellOfAsync(Delivery row, string? contact) => vadstena.InDatabase(async db =>
    {
        var initiative = new Initiative
        {
            Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Title = "Trygg hemgång", State = InitiativeState.Ongoing,
            ContactId = contact is null ? null : vadstena.Person(contact).Id, ContactName = contact is null ? null : vadstena.Person(contact).DisplayName,
        };
        db.Add(initiative);
        await db.SaveChangesAsync();
        return await db.Deliveries.Where(kept => kept.Id == row.Id).ExecuteUpdateAsync(update => update.SetProperty(kept => kept.InitiativeId, initiative.Id));
    });

    private Task<int> ConcernAsync(Delivery row, string place) => vadstena.InDatabase(async db =>
    {
        var initiative = await db.Deliveries.Where(kept => kept.Id == row.Id).Select(kept => kept.InitiativeId).SingleAsync();
        var channel = vadstena.Conversation(place);
        var team = vadstena.Tenant.Read(content => content.Teams.Single(one => one.Channels.Exists(own => own.Id == channel.Id)));
        db.Add(new InitiativeChannel { TenantId = vadstena.Tenant.Id, InitiativeId = initiative!.Value, TeamId = team.Id.ToString(), ChannelId = channel.Id, PlaceName = $"{team.DisplayName} › {place}" });
        return await db.SaveChangesAsync();
    });

    private async Task<IHtmlDocument> ShowAsync(string person)
    {
        using var viewer = vadstena.AppClient(person);
        return await new HtmlParser().ParseDocumentAsync(await viewer.GetStringAsync(new Uri("views/deliveries", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private Task<IHtmlDocument> PressAsync(IElement form) => PostAsync(
        form.GetAttribute("action")!, [.. form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))]);

    private async Task<IHtmlDocument> PostAsync(string path, params (string, string)[] fields)
    {
        using var viewer = vadstena.AppClient(Steward);
        using var form = Form(fields);
        using var answer = await viewer.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static IElement? Card(IHtmlDocument page, Delivery row) => page.QuerySelector($"[data-delivery='{row.Id}']");
}
