using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary><i>Hitta dokument</i> at the compose box: what the person can find in SharePoint, with its goals.</summary>
internal sealed class SearchDocuments(AsPerson person, GraphDocuments graph, TillitDb db, MunicipalityDates dates, ComposeReplies replies)
{
    private const int MostCharacters = 100;

    public async Task<InvokeAnswer> SearchAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var words = invoke.Query?.Words?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, MostCharacters)] : null;
        var (state, found) = await person.DoAsync(invoke.Query?.Token, token => graph.SearchAsync(words, token), cancellationToken);
        return person.AskToSignIn(state) ?? (found switch
        {
            null => replies.Say("SearchSilent"),
            _ when !found.Any(document => document.Kind == DocumentKind.File) => replies.Say("DocumentsNone"),
            _ => await ShowAsync([.. found.Where(document => document.Kind == DocumentKind.File)], cancellationToken),
        });
    }

    private async Task<CardsAnswer> ShowAsync(IReadOnlyList<Document> found, CancellationToken cancellationToken)
    {
        var keys = found.Select(document => document.Source.Key).ToList();
        var links = await db.Links.AsNoTracking()
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsSplitQuery()
            .Where(link => EF.Parameter(keys).Contains(link.SourceKey))
            .ToDictionaryAsync(link => link.SourceKey, cancellationToken);
        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        return new([.. found.Select(document => replies.Document(
            new TaggedDocument(
                document.Source, document.WebUrl, Excerpt.OfFileName(document.Name), string.Join(" › ", document.Place), document.ModifiedAt),
            links.GetValueOrDefault(document.Source.Key),
            choices,
            mayLink: true))]);
    }
}
