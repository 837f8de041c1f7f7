using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>What people write is shown as they wrote it, never as markup: in the dialog, in the thread, on the tab.</summary>
public sealed class InjectionTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    public static TheoryData<string> Attacks =>
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "[klicka](javascript:alert(1)) **fet** _kursiv_",
        "![bild](https://evil.example/spion.png)",
        "{{constructor.constructor('alert(1)')()}} ${1+1} @{DATE(2020)}",
        "</textarea><a href=\"javascript:alert(1)\" data-view>x</a>",
        "\u202Eabc\u202C",
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_attack_in_title_and_why_is_shown_as_written_and_never_as_markup(string attack)
    {
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>text</p>", subject: $"Ämne {attack}");
        var sara = new Tagger(vadstena, "sara");

        var opened = await sara.OpenAsync(spot);
        var done = await sara.PressAsync(spot, opened, "Koppla", ("goals", "vaxande"), ("why", $"Varför {attack}"));
        var again = await sara.OpenAsync(spot);

        var link = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Equal($"Varför {attack}", link.Why);
        foreach (var card in new[] { opened, done, again })
        {
            Assert.DoesNotContain(card.MarkdownTexts, text => text.Contains(Telling(attack), StringComparison.Ordinal));
        }

        using var viewer = vadstena.AppClient("sara");
        foreach (var view in new[] { "goals", "goal/vaxande", "mine", $"link?url={Uri.EscapeDataString(link.WebUrl)}" })
        {
            using var answer = await viewer.GetAsync($"views/{view}", TestContext.Current.CancellationToken);
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, embed"));
            Assert.DoesNotContain(page.QuerySelectorAll("svg"), svg => svg.HasAttribute("onload"));
            Assert.DoesNotContain(page.All, node => node.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.DoesNotContain(page.QuerySelectorAll("a"), a => a.GetAttribute("href")!.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
        }

        Assert.Contains($"Varför {attack}", await viewer.ReadAsync("views/goal/vaxande"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_is_cut_before_an_emoji_that_would_not_fit_whole()
    {
        const string Family = "👩‍👩‍👧‍👦";
        var spot = vadstena.Write("bibliotek/program", "sara", $"<p>{new string('å', 113)}{Family} och mer</p>");

        await new Tagger(vadstena, "sara").TagAsync(spot, ("goals", "vaxande"));

        var title = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id).Title;
        Assert.Equal($"{new string('å', 113)}…", title);
    }

    [Fact]
    public async Task A_thread_card_shows_an_attack_as_text_too()
    {
        const string Attack = "**fet** [x](javascript:alert(1)) <b>";
        var spot = vadstena.Write("bibliotek/allmant", "sara", "<p>text</p>", subject: Attack);

        await new Tagger(vadstena, "sara").TagAsync(spot, ("goals", "vaxande"), ("why", Attack), ("tell", "true"));

        var card = ThreadCardTests.CardBelow(vadstena, spot);
        Assert.Contains(Attack, card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(card.MarkdownTexts, text => text.Contains("**fet**", StringComparison.Ordinal));
    }

    /// <summary>The characters that make it an attack.</summary>
    private static string Telling(string attack) => attack[..Math.Min(attack.Length, 8)];
}
