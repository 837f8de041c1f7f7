using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Governance.Records.Writing.Pages;

namespace TillitTeams.Governance.Records.Writing;

/// <param name="Initiatives">Those that stand on the page itself; null when they have pages of their own.</param>
/// <param name="InitiativePages">Names of those pages.</param>
/// <param name="Links">Likewise.</param>
public sealed record IndexView(
    ExportAbout About,
    IReadOnlyList<InitiativeRecord>? Initiatives,
    IReadOnlyList<string> InitiativePages,
    IReadOnlyList<LinkRecord>? Links,
    IReadOnlyList<string> LinkPages);

/// <param name="Number">From 1.</param>
/// <param name="Before">Name of the page before; null on the first.</param>
/// <param name="Next">Name of the page that follows; null on the last.</param>
public sealed record ListView<TRecord>(ExportAbout About, IReadOnlyList<TRecord> Records, int Number, string? Before, string? Next);

/// <summary>The export as pages to read and to print: one, as long as there is room on it, or else one that leads to the others.</summary>
internal sealed class RecordDocuments(IServiceProvider services, ILoggerFactory loggers)
{
    private const int InitiativesOnPage = 50;
    private const int LinksOnPage = 250;

    /// <summary>In the page itself: it is read wherever the file lies.</summary>
    public static MarkupString Style { get; } = new(ReadStyle());

    public async Task WriteAsync(
        HashedZip zip, ExportAbout about, Func<IAsyncEnumerable<InitiativeRecord>> initiatives, Func<IAsyncEnumerable<LinkRecord>> links, CancellationToken cancellationToken)
    {
        var (ofInitiatives, initiativePages) = await WritePagesAsync<InitiativesDocument, InitiativeRecord>(
            zip, about, initiatives().Chunk(InitiativesOnPage), ExportFiles.InitiativesPage, cancellationToken);
        var (ofLinks, linkPages) = await WritePagesAsync<LinksDocument, LinkRecord>(
            zip, about, links().Chunk(LinksOnPage), ExportFiles.LinksPage, cancellationToken);
        await WritePageAsync<IndexDocument>(zip, ExportFiles.Index, new IndexView(about, ofInitiatives, initiativePages, ofLinks, linkPages), cancellationToken);
    }

    /// <returns>What has room on the first page, or the names of the pages.</returns>
    private async Task<(IReadOnlyList<TRecord>? OnIndex, IReadOnlyList<string> Pages)> WritePagesAsync<TPage, TRecord>(
        HashedZip zip, ExportAbout about, IAsyncEnumerable<TRecord[]> chunks, Func<int, string> nameOf, CancellationToken cancellationToken)
        where TPage : IComponent
    {
        var pages = new List<string>();
        TRecord[]? waiting = null;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            if (waiting is not null)
            {
                await WriteAsync(waiting, hasNext: true);
            }

            waiting = chunk;
        }

        if (pages.Count == 0)
        {
            return (waiting ?? [], pages);
        }

        await WriteAsync(waiting!, hasNext: false);
        return (null, pages);

        Task WriteAsync(TRecord[] records, bool hasNext)
        {
            var number = pages.Count + 1;
            pages.Add(nameOf(number));
            var view = new ListView<TRecord>(about, records, number, number > 1 ? nameOf(number - 1) : null, hasNext ? nameOf(number + 1) : null);
            return WritePageAsync<TPage>(zip, pages[^1], view, cancellationToken);
        }
    }

    private async Task WritePageAsync<TPage>(HashedZip zip, string name, object model, CancellationToken cancellationToken)
        where TPage : IComponent
    {
        // One for each page: it keeps all that it has ever rendered.
        await using var renderer = new HtmlRenderer(new PlainLetters(services), loggers);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Model"] = model });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
        await zip.WriteTextAsync(name, html, cancellationToken);
    }

    private static string ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("record.css")!;
        using var reader = new StreamReader(stream);
        return $"<style>{reader.ReadToEnd()}</style>";
    }

    /// <summary>Letters stand in the file as they are: it is kept for a long time, and may be read by more than browsers.</summary>
    private sealed class PlainLetters(IServiceProvider services) : IServiceProvider
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public object? GetService(Type serviceType) => serviceType == typeof(HtmlEncoder) ? Encoder : services.GetService(serviceType);
    }
}
