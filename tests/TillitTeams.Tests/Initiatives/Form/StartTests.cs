using System.Net;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>An initiative is started in a minute: a name, some words, a channel.</summary>
public sealed class StartTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task A_name_and_a_channel_are_enough()
    {
        var form = await vadstena.StartFormAsync("lena");

        var done = await form.PressAsync("Starta initiativet", ("title", ["  Nycklarna \n på landet "]), ("home", [SeedIds.Channel("omsorg/hemtjansten")]));

        Assert.Contains("Initiativet är startat!", done.Text, StringComparison.Ordinal);
        var initiative = Assert.Single(await vadstena.Initiatives(), one => one.Title == "Nycklarna på landet");
        Assert.Equal(InitiativeState.Ongoing, initiative.State);
        Assert.Equal(
            (vadstena.Person("lena").Id, vadstena.Person("lena").Id, vadstena.Person("lena").DisplayName),
            (initiative.StartedById, initiative.ContactId!.Value, initiative.ContactName));
        Assert.Equal(
            (SeedIds.Channel("omsorg/hemtjansten"), SeedIds.Team("omsorg").ToString(), "Vård och omsorg › Hemtjänsten", true),
            Assert.Single(initiative.Channels) is var home ? (home.ChannelId, home.TeamId, home.PlaceName, home.IsHome) : default);
        var step = Assert.Single(await vadstena.Steps(initiative.Id));
        Assert.Equal(
            (InitiativeEventKind.Started, vadstena.Person("lena").Id, vadstena.Person("lena").DisplayName, initiative.Title, initiative.ChangedAt),
            (step.Kind, step.ById, step.ByName, step.After, step.At));
        Assert.Equal($"/tab/initiative/{initiative.Id}", done.Page.QuerySelector("a.primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Everything_that_is_filled_in_is_stored_and_comes_back_in_the_form()
    {
        var initiative = await vadstena.StartAsync(
            "karin", "gata/vinter", "Gående först",
            ("what", ["Vi röjer gångbanor\r\nföre vägar."]), ("gain", ["Den som går kommer fram."]), ("goals", ["hallbar", "attraktiv"]),
            ("principles", ["tillit", "kvalitet"]), ("how-tillit", ["Förarna väljer ordningen."]), ("how-effektivitet", ["Inte valt."]),
            ("learned", ["Börja kvart över fyra."]), ("support", ["En ledare som kan is."]), ("state", ["Idea"]),
            ("channels", [SeedIds.Channel("gata/allmant"), SeedIds.Channel("omsorg/hemtjansten")]), ("contact", []));

        Assert.Equal("Vi röjer gångbanor\nföre vägar.", initiative.What);
        Assert.Equal(InitiativeState.Idea, initiative.State);
        Assert.Equal((null, null), (initiative.ContactId, initiative.ContactName));
        Assert.NotNull(initiative.SupportAskedAt);
        Assert.Equal(
            [InitiativeEventKind.Started, InitiativeEventKind.Learned, InitiativeEventKind.SupportAsked],
            (await vadstena.Steps(initiative.Id)).Select(step => step.Kind));
        var form = await vadstena.EditFormAsync("karin", initiative.Id);
        Assert.Equal(["hallbar", "attraktiv"], form.Ticked("goals"));
        Assert.Equal(["tillit", "kvalitet"], form.Ticked("principles"));
        Assert.Equal(
            ("Gående först", "Vi röjer gångbanor\nföre vägar.", "Den som går kommer fram.", "Börja kvart över fyra.", "En ledare som kan is.", "Idea", "Förarna väljer ordningen.", ""),
            (form.Value("title"), form.Value("what"), form.Value("gain"), form.Value("learned"), form.Value("support"), form.Value("state"), form.Value("how-tillit"), form.Value("how-effektivitet")));
        Assert.Equal(SeedIds.Channel("gata/vinter"), form.Value("home"));
        Assert.Equal(
            new[] { SeedIds.Channel("gata/allmant"), SeedIds.Channel("gata/vinter"), SeedIds.Channel("omsorg/hemtjansten") }.Order(StringComparer.Ordinal),
            form.Ticked("channels").Order(StringComparer.Ordinal));
        Assert.Empty(form.Ticked("contact"));
        Assert.True(form.Page.QuerySelector("details")!.HasAttribute("open"));
    }

    [Fact]
    public async Task The_form_that_is_sent_twice_starts_one_initiative()
    {
        var form = await vadstena.StartFormAsync("lena");
        (string, string[])[] filledIn = [("title", ["Två tryck"]), ("home", [SeedIds.Channel("omsorg/hemtjansten")])];

        await Task.WhenAll(form.PressAsync("Starta initiativet", filledIn), form.PressAsync("Starta initiativet", filledIn));
        var third = await form.PressAsync("Starta initiativet", filledIn);

        var initiative = Assert.Single(await vadstena.Initiatives(), one => one.Title == "Två tryck");
        Assert.Single(await vadstena.Steps(initiative.Id));
        Assert.Contains($"/tab/initiative/{initiative.Id}", third.Page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_elses_form_leads_to_the_initiative_that_one_started()
    {
        var form = await vadstena.StartFormAsync("lena");
        await form.PressAsync("Starta initiativet", ("title", ["Lenas"]), ("home", [SeedIds.Channel("omsorg/hemtjansten")]));
        var other = await vadstena.StartFormAsync("sara");

        await other.PressAsync("Starta initiativet", ("key", [form.Value("key")]), ("title", ["Saras"]), ("home", [SeedIds.Channel("bibliotek/program")]));

        Assert.Contains(await vadstena.Initiatives(), one => one.Title == "Lenas");
        Assert.Contains(await vadstena.Initiatives(), one => one.Title == "Saras");
    }

    [Theory]
    [InlineData("title", "", "Ge initiativet ett namn.")]
    [InlineData("title", " \n\t\u200b ", "Ge initiativet ett namn.")]
    [InlineData("title", "å*121", "Namnet är för långt. Korta det till högst 120 tecken.")]
    [InlineData("what", "å*2001", "En text är för lång. Korta den till högst 2 000 tecken.")]
    [InlineData("gain", "å*2001", "En text är för lång. Korta den till högst 2 000 tecken.")]
    [InlineData("learned", "å*2001", "En text är för lång. Korta den till högst 2 000 tecken.")]
    [InlineData("support", "å*90000", "En text är för lång. Korta den till högst 2 000 tecken.")]
    [InlineData("how-tillit", "å*301", "Orden om en princip är för många. Korta dem till högst 300 tecken.")]
    [InlineData("home", "", "Välj den kanal där ni arbetar med initiativet.")]
    [InlineData("home", "19:finns-inte@thread.tacv2", "Du kan inte öppna en kanal som du valde, eller så finns appen inte där. Välj en annan.")]
    [InlineData("channels", "19:finns-inte@thread.tacv2", "Du kan inte öppna en kanal som du valde, eller så finns appen inte där. Välj en annan.")]
    [InlineData("goals", "finns-inte", "Något du valde finns inte längre bland kommunens mål och principer. Se över valet.")]
    [InlineData("principles", "finns-inte", "Något du valde finns inte längre bland kommunens mål och principer. Se över valet.")]
    [InlineData("state", "Done", "Innan det är klart: berätta vad invånarna vann.")]
    public async Task What_cannot_be_stored_is_explained_and_everything_stays_filled_in(string field, string value, string said)
    {
        value = value.Split('*') is [var letter, var times] ? string.Concat(Enumerable.Repeat(letter, int.Parse(times, null))) : value;
        var before = await vadstena.Everything();
        (string Name, string[] Values)[] filledIn =
        [
            ("title", ["Allt kvar"]), ("what", ["Vad"]), ("learned", ["Lärt"]), ("home", [SeedIds.Channel("omsorg/hemtjansten")]), ("principles", ["tillit"]),
        ];

        var form = await vadstena.StartFormAsync("lena");
        var refused = await form.PressAsync("Starta initiativet", [.. filledIn.Where(pair => pair.Name != field), (field, [value])]);

        Assert.Contains(said, refused.Problem, StringComparison.Ordinal);
        Assert.Equal(before, await vadstena.Everything());
        Assert.All(filledIn.Where(pair => pair.Name != field && pair.Name != "principles"), pair => Assert.Equal(pair.Values.Single(), refused.Value(pair.Name)));
        if (value.Length > 100)
        {
            Assert.Equal(value, refused.Value(field));
            Assert.Equal("true", refused.Page.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid"));
        }

        var put = await refused.PressAsync("Starta initiativet", [.. filledIn, ("how-tillit", []), ("gain", []), ("support", []), ("state", ["Ongoing"]), ("channels", []), ("goals", [])]);
        Assert.Contains("Initiativet är startat!", put.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Without_a_token_there_is_nothing_to_see_and_nothing_to_start(string method)
    {
        var before = await vadstena.Everything();
        using var nobody = vadstena.AppClient(null);
        using var request = new HttpRequestMessage(new HttpMethod(method), "views/initiative-form");
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent([new("title", "Ingens"), new("home", SeedIds.Channel("omsorg/hemtjansten"))]);
        }

        using var answer = await nobody.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, await vadstena.Everything());
    }
}
