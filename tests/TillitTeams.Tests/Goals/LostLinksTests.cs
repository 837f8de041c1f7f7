using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Model;
using TillitTeams.Sandbox;
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

/// <summary>What a person linked and cannot open any more stays on their own page for what it is: their words, and nothing of the source.</summary>
public sealed class LostLinksTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>, IDisposable
{
    private readonly Losing losing = new(vadstena);

    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task A_deleted_document_is_gone_on_ones_own_page_with_ones_own_words_and_nothing_of_the_document()
    {
        vadstena.Grant("skola");
        var link = await losing.LinkAsync("amina", losing.Upload("skola", "amina"));
        await vadstena.TurnAsync("skola");
        await vadstena.WorkAsync();

        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        vadstena.Tenant.DeleteItem(link.Document!.DriveId, link.Document.ItemId, vadstena.Person("amina").Id);
        await vadstena.WorkAsync();

        await losing.ShowsOnlyOnesOwnAsync("amina", link, Losing.GoneDocument, "The document no longer exists");
    }

    [Fact]
    public async Task A_document_that_was_shared_and_is_no_longer_is_closed_on_ones_own_page_whether_or_not_it_is_deleted()
    {
        var document = losing.Upload("person/amina", "amina");
        var sharing = vadstena.Tenant.ShareWith(document.Drive.Id, document.Item.Id, [vadstena.Person("sara").Id]);
        var link = await losing.LinkAsync("sara", document);
        Assert.Equal(document.Item.Name, (await losing.RowAsync("sara", link))!.QuerySelector("h3")!.TextContent.Trim());

        vadstena.Tenant.StopSharing(document.Drive.Id, document.Item.Id, sharing.Id);

        await losing.ShowsOnlyOnesOwnAsync("sara", link, Losing.ClosedDocument, "You can no longer open the document");

        vadstena.Tenant.DeleteItem(document.Drive.Id, document.Item.Id, vadstena.Person("amina").Id);

        await losing.ShowsOnlyOnesOwnAsync("sara", link, Losing.ClosedDocument, "You can no longer open the document");
    }

    [Fact]
    public async Task A_deleted_message_cannot_be_opened_and_is_gone_once_the_app_knows_it()
    {
        var spot = vadstena.Write("skola/lasning", "amina", $"<p>{losing.Title}</p>");
        var link = await losing.LinkAsync("amina", spot);
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));

        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await losing.ShowsOnlyOnesOwnAsync("amina", link, Losing.ClosedMessage, "You can no longer open the conversation");

        await vadstena.WorkAsync();
        await losing.ShowsOnlyOnesOwnAsync("amina", link, Losing.GoneMessage, "The conversation no longer exists");

        vadstena.Tenant.UndeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.Equal(losing.Title, (await losing.RowAsync("amina", link))!.QuerySelector("h3")!.TextContent.Trim());
    }

    [Fact]
    public async Task Who_leaves_a_private_channel_or_its_team_cannot_open_the_conversation_any_more()
    {
        var spot = vadstena.Write("skola/elevhalsa", "amina", $"<p>{losing.Title}</p>");
        var amina = vadstena.Person("amina").Id;
        var team = vadstena.Tenant.Read(content => content.FindChannel(spot.Conversation.Id)!.Value.Team);
        var link = await losing.LinkAsync("amina", spot);

        vadstena.Tenant.RemoveChannelMember(spot.Conversation.Id, amina);
        await losing.ShowsOnlyOnesOwnAsync("amina", link, Losing.ClosedMessage, "You can no longer open the conversation");

        vadstena.Tenant.RemoveTeamMember(team.Id, amina);
        await losing.ShowsOnlyOnesOwnAsync("amina", link, Losing.ClosedMessage, "You can no longer open the conversation");

        vadstena.Tenant.AddTeamMember(team.Id, amina);
        vadstena.Tenant.AddChannelMember(spot.Conversation.Id, amina);
        Assert.Equal(losing.Title, (await losing.RowAsync("amina", link))!.QuerySelector("h3")!.TextContent.Trim());
    }

    [Fact]
    public async Task Who_leaves_a_chat_does_not_read_what_others_wrote_about_it()
    {
        var spot = vadstena.Write("chat/sommarpraktik", "peter", $"<p>{losing.Title}</p>");
        var peter = vadstena.Person("peter").Id;
        var link = await losing.LinkAsync("peter", spot);
        await (await TabForm.OpenAsync(vadstena, "sara", link.WebUrl)).PressAsync("Spara", ("why", ["Saras ord."]));

        vadstena.Tenant.RemoveChatMember(spot.Conversation.Id, peter);
        var row = (await losing.RowAsync("peter", link))!;

        Assert.Equal(Losing.ClosedMessage, row.QuerySelector("h3")!.TextContent.Trim());
        Assert.Null(row.QuerySelector(".why"));
        vadstena.Tenant.AddChatMember(spot.Conversation.Id, peter);
        Assert.Contains("Saras ord.", (await losing.RowAsync("peter", link))!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_Graph_does_not_answer_such_a_link_is_left_out_and_the_page_says_that_something_may_be_missing()
    {
        var document = losing.Upload("person/amina", "amina");
        var link = await losing.LinkAsync("amina", document);
        vadstena.Tenant.DeleteItem(document.Drive.Id, document.Item.Id, vadstena.Person("amina").Id);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(4));
        using var viewer = vadstena.AppClient("amina");
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Drop);

        var reading = viewer.ReadAsync("views/mine");
        await vadstena.PassUntilAsync(reading);

        Assert.Contains("Teams svarade inte på allt just nu", await reading, StringComparison.Ordinal);
        Assert.DoesNotContain($"{link.Id}", await reading, StringComparison.Ordinal);
        vadstena.Host.Faults.Clear();
        Assert.Equal(Losing.ClosedDocument, (await losing.RowAsync("amina", link))!.QuerySelector("h3")!.TextContent.Trim());
    }

    [Fact]
    public async Task Such_rows_are_rows_of_the_page_like_any_other()
    {
        const int many = 23;
        var spots = new List<Spot>();
        for (var at = 0; at < many; at++)
        {
            spots.Add(vadstena.Write("chat/karin-lena", "karin", $"<p>{losing.Title}</p>"));
            await losing.LinkAsync("karin", spots[^1]);
            vadstena.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        foreach (var spot in spots.Where((_, at) => at % 2 == 0))
        {
            vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        }

        vadstena.Clock.Advance(TimeSpan.FromMinutes(4));
        using var viewer = vadstena.AppClient("karin");
        var first = await RowsAsync(viewer, "views/mine");
        var second = await RowsAsync(viewer, first.More!);

        Assert.Equal((20, 3), (first.Rows.Count, second.Rows.Count));
        var links = (await vadstena.Links()).Where(link => link.TaggedById == vadstena.Person("karin").Id).OrderByDescending(link => link.TaggedAt).ToList();
        var rows = first.Rows.Concat(second.Rows).ToList();
        Assert.Equal(links.Select(link => $"{link.Id}"), rows.Select(row => row.GetAttribute("data-link")));
        Assert.Equal(Enumerable.Range(0, many).Select(at => at % 2 == 0 ? Losing.ClosedMessage : losing.Title), rows.Select(row => row.QuerySelector("h3")!.TextContent.Trim()));
        Assert.Null(second.More);
    }

    private static async Task<(IReadOnlyList<IElement> Rows, string? More)> RowsAsync(HttpClient viewer, string address)
    {
        var page = await new HtmlParser().ParseDocumentAsync(await viewer.ReadAsync(address));
        return ([.. page.QuerySelectorAll("article.row")], page.QuerySelector("[data-more]")?.GetAttribute("data-more")!.TrimStart('/'));
    }
}
