using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.Documents;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using Document = TillitTeams.Sandbox.Tenant.Documents.Document;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Goals;

/// <summary>People link what they then cannot open any more, with words that stand nowhere else.</summary>
public sealed class Losing(LibraryTenant vadstena)
{
    public const string GoneDocument = "Dokumentet finns inte kvar";
    public const string ClosedDocument = "Du kan inte längre öppna dokumentet";
    public const string GoneMessage = "Samtalet finns inte kvar";
    public const string ClosedMessage = "Du kan inte längre öppna samtalet";

    /// <summary>In every title, and nowhere in what people say of it.</summary>
    public string Title { get; } = $"titel{Guid.NewGuid():N}";

    private readonly string why = $"Mina ord {Guid.NewGuid():N}.";

    /// <summary>On the page of whoever made it as it should be, in both languages, and nowhere else.</summary>
    public async Task ShowsOnlyOnesOwnAsync(string person, Link link, string inSwedish, string inEnglish)
    {
        foreach (var (language, said, date) in new[] { ("sv", inSwedish, "Kopplat"), ("en", inEnglish, "Linked") })
        {
            var row = (await RowAsync(person, link, language))!;

            Assert.Equal(said, row.QuerySelector("h3")!.TextContent.Trim());
            Assert.Equal(why, row.QuerySelector(".why")!.TextContent);
            Assert.Equal(["hallbar", "tillit"], row.QuerySelectorAll(".tags a").Select(tag => tag.GetAttribute("href")!.Split('/')[^1]));
            Assert.StartsWith($"{date} ", row.QuerySelector(".where")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(link.TaggedAt, DateTimeOffset.Parse(row.QuerySelector("time")!.GetAttribute("datetime")!, CultureInfo.InvariantCulture));
            Assert.Empty(row.QuerySelectorAll("[data-open], a[href*='/tab/link']"));
            TellsNothing(row.OuterHtml, link);
            Assert.DoesNotContain(link.PlaceName is { Length: > 0 } place ? place : "OneDrive", row.OuterHtml, StringComparison.OrdinalIgnoreCase);
            TellsNothing(row.Owner!.DocumentElement.OuterHtml, link);
        }

        using var viewer = vadstena.AppClient(person);
        foreach (var view in new[] { "goals", "goal/hallbar", $"goal/hallbar?q={why.Split(' ')[^1].TrimEnd('.')}", "principle/tillit" })
        {
            var text = await viewer.ReadToTheEndAsync(view);

            TellsNothing(text, link);
            Assert.DoesNotContain($"{link.Id}", text, StringComparison.Ordinal);
            Assert.DoesNotContain(why, text, StringComparison.Ordinal);
        }
    }

    public void TellsNothing(string text, Link link)
    {
        string?[] signs =
        [
            Title, link.WebUrl, Uri.EscapeDataString(link.WebUrl), link.SourceKey, link.Message?.MessageId, link.Document?.ItemId,
            // Rows that are open say where they lie.
            .. link.Message is { ChannelId: null, ChatId: { } chat } ? new[] { chat } : [],
        ];
        Assert.All(signs.OfType<string>(), sign => Assert.DoesNotContain(sign, text, StringComparison.OrdinalIgnoreCase));
    }

    public async Task<Link> LoseAsync(bool isMessage)
    {
        if (isMessage)
        {
            var spot = vadstena.Write("skola/lasning", "amina", $"<p>{Title}</p>");
            var message = await LinkAsync("amina", spot);
            vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
            return message;
        }

        var document = Upload("person/amina", "amina");
        var link = await LinkAsync("amina", document);
        vadstena.Tenant.DeleteItem(document.Drive.Id, document.Item.Id, vadstena.Person("amina").Id);
        return link;
    }

    public Document Upload(string site, string person)
    {
        var item = vadstena.Tenant.UploadFile(SeedIds.Drive(site), "root", $"{Title}.docx", vadstena.Person(person).Id);
        return vadstena.Tenant.Read(content => content.FindDocument(SeedIds.Drive(site), item.Id)!);
    }

    public Task<Link> LinkAsync(string person, Document document) => LinkAsync(person, document.WebUrl(), link => link.Document?.ItemId == document.Item.Id);

    public Task<Link> LinkAsync(string person, Spot spot) => LinkAsync(
        person, vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message)), link => link.Message?.MessageId == spot.Message.Id);

    private async Task<Link> LinkAsync(string person, string url, Func<Link, bool> which)
    {
        var done = await (await TabForm.OpenAsync(vadstena, person, url)).PressAsync("Koppla", ("goals", ["hallbar"]), ("principles", ["tillit"]), ("why", [why]));
        Assert.Contains("Kopplat!", done.Text, StringComparison.Ordinal);
        return (await vadstena.Links()).Single(which);
    }

    /// <summary>As the person sees it who has not looked for some minutes.</summary>
    public async Task<IElement?> RowAsync(string person, Link link, string language = "sv")
    {
        vadstena.Clock.Advance(TimeSpan.FromMinutes(4));
        using var viewer = vadstena.AppClient(person);
        viewer.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var page = await new HtmlParser().ParseDocumentAsync(await viewer.ReadToTheEndAsync("mine"));
        return page.QuerySelector($"[data-link='{link.Id}']");
    }
}
