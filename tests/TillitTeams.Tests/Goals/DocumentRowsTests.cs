using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Graph;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using Document = TillitTeams.Sandbox.Tenant.Documents.Document;

namespace TillitTeams.Tests.Goals;

/// <summary>A document on a goal's page: what it is, where it lies, when it was last changed, and what was said of it.</summary>
public sealed class DocumentRowsTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Theory]
    [InlineData("Allmänt/Kvalitetsrapport 2026.pdf", "pdf", "Allmänt")]
    [InlineData("Läslust/Läslista mellanstadiet.xlsx", "sheet", "Läslust")]
    public async Task A_document_stands_there_with_its_kind_its_place_its_last_change_its_principles_and_the_words_about_it(string path, string kind, string folder)
    {
        var document = vadstena.Document("skola", path);
        await LinkAsync(document, $"Ord om {path}.");

        var row = (await RowAsync(document))!;

        Assert.Equal(document.Item.Name, row.QuerySelector("h3 a")!.TextContent);
        Assert.Equal(document.WebUrl(), row.QuerySelector("h3 a")!.GetAttribute("href"));
        Assert.Equal(kind, row.QuerySelector("h3 svg")!.GetAttribute("data-file"));
        Assert.Contains($"Skola och förskola › Dokument › {folder} · ändrat", string.Join(' ', row.QuerySelector(".where")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(document.Item.ModifiedAt, DateTimeOffset.Parse(row.QuerySelector("time")!.GetAttribute("datetime")!, CultureInfo.InvariantCulture));
        Assert.Equal(["Hållbar", "Tillit"], row.QuerySelectorAll(".tags a").Select(tag => tag.TextContent));
        Assert.Contains($"Ord om {path}.", row.Owner!.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_called_what_it_is_called_now_and_what_was_deleted_stands_there_no_more()
    {
        var document = vadstena.NewDocument("Gammalt namn.docx");
        await LinkAsync(document, "Ord.");
        var amina = vadstena.Person("amina").Id;

        vadstena.Tenant.RenameItem(document.Drive.Id, document.Item.Id, "Nytt namn.docx", amina);
        var row = (await RowAsync(document))!;
        Assert.Equal("Nytt namn.docx", row.QuerySelector("h3 a")!.TextContent);
        Assert.Contains("Nytt%20namn.docx", row.QuerySelector("h3 a")!.GetAttribute("href"), StringComparison.Ordinal);

        vadstena.Tenant.DeleteItem(document.Drive.Id, document.Item.Id, amina);
        Assert.Null(await RowAsync(document));
    }

    private async Task LinkAsync(Document document, string why) =>
        await (await TabForm.OpenAsync(vadstena, "amina", document.WebUrl())).PressAsync("Koppla", ("goals", ["hallbar"]), ("principles", ["tillit"]), ("why", [why]));

    /// <summary>As somebody sees it who has not looked for some minutes.</summary>
    private async Task<IElement?> RowAsync(Document document)
    {
        vadstena.Host.AppServices.GetRequiredService<SightCache>().Store.Clear();
        using var viewer = vadstena.AppClient("sara");
        var page = await new HtmlParser().ParseDocumentAsync(await viewer.ReadAsync("views/goal/hallbar"));
        return page.QuerySelector($"[data-link='{(await vadstena.LinkOf(document))!.Id}']");
    }
}
