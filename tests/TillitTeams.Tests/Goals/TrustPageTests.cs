using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>The promise to staff is one, wherever it is read.</summary>
public sealed partial class TrustPageTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task Everybody_is_led_from_the_overview_to_what_docs_trust_says_word_for_word()
    {
        using var viewer = vadstena.AppClient("peter");
        Assert.Contains("href=\"/tab/trust\"", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);

        var page = await new HtmlParser().ParseDocumentAsync(await viewer.ReadAsync("views/trust"));

        // What stands below the line is for those who look after the app.
        var written = (await File.ReadAllTextAsync(Repository.File("docs", "trust.md"), TestContext.Current.CancellationToken)).Split("\n---\n")[0];
        var said = page.QuerySelectorAll("h1, h2, p, li").Select(element => element.TextContent.Trim());
        Assert.Equal(Words(Marks().Replace(written, "")), Words(string.Join('\n', said)));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("^(#+|-) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
