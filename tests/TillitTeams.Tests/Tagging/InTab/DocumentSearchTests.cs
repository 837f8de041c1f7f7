using Xunit;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary><i>Koppla ett dokument</i> finds what the person could find in SharePoint, and leads to its form.</summary>
public sealed class DocumentSearchTests(PatientTenant vadstena) : IClassFixture<PatientTenant>
{
    [Theory]
    [InlineData("amina", "rutin", "Rutin för frånvaro.docx|Rutin första samtal.docx")]
    [InlineData("sara", "rutin", "Rutin för frånvaro.docx")]
    [InlineData("johan", "rutin", "")]
    [InlineData("sara", "NOT OR \"", "")]
    [InlineData("karin", "tal chefsdagen", "Tal till chefsdagen.docx")]
    [InlineData("peter", "tal chefsdagen", "")]
    public async Task Words_find_what_the_person_can_open(string person, string words, string names)
    {
        var page = await SearchAsync(person, words);

        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries), NamesIn(page).Order(StringComparer.CurrentCulture));
        if (names.Length == 0)
        {
            Assert.Contains("Inga dokument som du kan öppna stämmer", page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_words_the_latest_changed_come_first_and_no_folders()
    {
        var page = await SearchAsync("amina", "");

        var times = page.QuerySelectorAll("#results time").Select(time => DateTimeOffset.Parse(time.GetAttribute("datetime")!, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Contains("Senast ändrade", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(NamesIn(page), name => Assert.True(Path.HasExtension(name), name));
        Assert.Contains("Anteckningar elevhälsoteam.docx", NamesIn(page));
    }

    [Fact]
    public async Task A_hit_leads_to_the_form_of_that_very_document()
    {
        var page = await SearchAsync("sara", "läslista");
        var address = page.QuerySelector("#results a")!.GetAttribute("href")!;
        var url = Uri.UnescapeDataString(address[(address.IndexOf("url=", StringComparison.Ordinal) + 4)..]);

        await (await TabForm.OpenAsync(vadstena, "sara", url)).PressAsync("Koppla", ("goals", ["vaxande"]));

        Assert.NotNull(await vadstena.LinkOf(vadstena.Document("skola", "Läslust/Läslista mellanstadiet.xlsx")));
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> SearchAsync(string person, string words)
    {
        using var viewer = vadstena.AppClient(person);
        using var answer = await viewer.GetAsync($"views/documents?q={Uri.EscapeDataString(words)}", TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> NamesIn(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelectorAll("#results strong").Select(name => name.TextContent);
}
