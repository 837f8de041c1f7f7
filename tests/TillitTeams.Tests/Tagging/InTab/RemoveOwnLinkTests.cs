using AngleSharp.Dom;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Tagging.Documents;
using Xunit;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>One's own link can be removed when its source cannot be opened, and the removal undone.</summary>
public sealed class RemoveOwnLinkTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>
{
    private readonly Losing losing = new(vadstena);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_removed_without_the_source_and_comes_back_as_it_was_for_whoever_removed_it(bool isMessage)
    {
        var link = await losing.LoseAsync(isMessage);
        var row = (await losing.RowAsync("amina", link))!;
        var fields = FieldsOf(row);

        await vadstena.PostAsync("sara", "views/link/own/remove", fields);
        Assert.NotNull(await StoredAsync(link));
        var changed = await vadstena.PostAsync("amina", "views/link/own/remove", [fields[0], ("version", $"{Guid.NewGuid()}")]);
        Assert.Contains("Inget är borttaget.", changed.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(await StoredAsync(link));

        var removed = await vadstena.PostAsync("amina", row.QuerySelector("form")!.GetAttribute("action")!.TrimStart('/'), fields);
        Assert.Equal("Kopplingen är borttagen.", removed.QuerySelector("h1")!.TextContent);
        Assert.Null(await StoredAsync(link));
        Assert.Null(await losing.RowAsync("amina", link));
        losing.TellsNothing(removed.DocumentElement.OuterHtml, link);

        var undo = removed.QuerySelector("form")!;
        Assert.Contains("Det går inte att ångra längre.", (await UndoAsync("sara", undo)).Body!.TextContent, StringComparison.Ordinal);
        var back = await UndoAsync("amina", undo);
        Assert.Equal("Kopplingen är tillbaka.", back.QuerySelector("h1")!.TextContent);
        losing.TellsNothing(back.DocumentElement.OuterHtml, link);
        Assert.Equal(Said(link), Said((await StoredAsync(link))!));
        await losing.ShowsOnlyOnesOwnAsync("amina", link, isMessage ? Losing.ClosedMessage : Losing.ClosedDocument, isMessage ? "You can no longer open the conversation" : "You can no longer open the document");

        Assert.Contains("Det går inte att ångra längre.", (await UndoAsync("amina", undo)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_or_once_somebody_else_has_linked_the_source_nothing_is_put_back()
    {
        var (late, taken) = (await losing.LoseAsync(isMessage: false), await losing.LoseAsync(isMessage: false));
        var lateUndo = (await RemoveAsync(late)).QuerySelector("form")!;
        vadstena.Clock.Advance(TimeSpan.FromMinutes(15));
        var takenUndo = (await RemoveAsync(taken)).QuerySelector("form")!;
        vadstena.Tenant.RestoreItem(taken.Document!.DriveId, taken.Document.ItemId, vadstena.Person("amina").Id);
        var theirs = await losing.LinkAsync("amina", vadstena.Tenant.Read(content => content.FindDocument(taken.Document.DriveId, taken.Document.ItemId)!));

        Assert.Contains("Det går inte att ångra längre.", (await UndoAsync("amina", lateUndo)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Det går inte att ångra längre.", (await UndoAsync("amina", takenUndo)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(await StoredAsync(late));
        Assert.Equal(theirs.Id, Assert.Single(await vadstena.Links(), link => link.SourceKey == taken.SourceKey).Id);
    }

    private async Task<IDocument> RemoveAsync(Link link) => await vadstena.PostAsync("amina", "views/link/own/remove", FieldsOf((await losing.RowAsync("amina", link))!));

    private async Task<IDocument> UndoAsync(string person, IElement form) =>
        await vadstena.PostAsync(person, form.GetAttribute("action")!.TrimStart('/'), FieldsOf(form));

    private static (string Name, string Value)[] FieldsOf(IElement within) =>
        [.. within.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))];

    private static object Said(Link link) => (
        link.Id, link.SourceKey, link.Title, link.PlaceName, link.WebUrl, link.Why, link.WhyById, link.TaggedById, link.TaggedAt, link.OccurredAt, link.State,
        link.Message, link.Document, string.Join(' ', link.Goals.Select(goal => goal.GoalId)), string.Join(' ', link.Principles.Select(principle => principle.PrincipleId)));

    private async Task<Link?> StoredAsync(Link link) => (await vadstena.Links()).SingleOrDefault(stored => stored.Id == link.Id);
}
