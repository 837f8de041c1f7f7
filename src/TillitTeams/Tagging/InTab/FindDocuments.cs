using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Tagging.InTab.Pages;

namespace TillitTeams.Tagging.InTab;

/// <param name="Documents">Null when SharePoint did not say.</param>
/// <param name="Initiative">The one that the person came from, to be chosen in the form.</param>
public sealed record FoundDocumentsView(string? Words, IReadOnlyList<FoundDocumentView>? Documents, Guid? Initiative);

/// <param name="Date">When it was last changed, as people there write it; <paramref name="Time"/> is the same for machines.</param>
public sealed record FoundDocumentView(string Name, string Where, string Url, string Date, string Time);

/// <summary><i>Koppla ett dokument</i>: the person looks for it as they would in SharePoint.</summary>
internal sealed class FindDocuments(GraphDocuments graph, MunicipalityDates dates)
{
    private const int MostCharacters = 100;

    public async Task<RazorComponentResult<FindDocumentsPage>> FindAsync(string? q, Guid? initiative, CancellationToken cancellationToken)
    {
        var words = q?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, MostCharacters)] : null;
        var found = await graph.SearchAsync(words, cancellationToken);
        return new RazorComponentResult<FindDocumentsPage>(new
        {
            Model = new FoundDocumentsView(
                words,
                found?.Where(document => document.Kind == DocumentKind.File)
                    .Select(document => new FoundDocumentView(
                        document.Name,
                        string.Join(" › ", document.Place),
                        document.WebUrl,
                        dates.Show(document.ModifiedAt),
                        document.ModifiedAt.ToString("O", CultureInfo.InvariantCulture)))
                    .ToList(),
                initiative),
        });
    }
}
