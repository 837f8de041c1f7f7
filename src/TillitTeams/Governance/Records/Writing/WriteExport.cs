using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records.Writing;

/// <summary>
/// Writes an export as a ZIP from what was gathered for it: in one pass for each file, with a part at a time in memory. It
/// depends on nothing else, so it is the same whenever it is written, and after a restore.
/// </summary>
internal sealed class WriteExport(ReadParts parts, RecordDocuments documents, RecordTables tables, MunicipalityDates dates, IStringLocalizer<RecordsTexts> texts)
{
    private static readonly JsonSerializerOptions Json = new(PartContent.Json) { WriteIndented = true };

    public async Task WriteAsync(RecordExport export, Stream output, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(export.Language);
        var ready = dates.Local(export.ReadyAt ?? export.OrderedAt);
        var frame = await FrameAsync(export, cancellationToken);
        var about = new ExportAbout(export.Id, frame, ready, export.Language, export.LeftOut);
        await using var held = new HeldStream(output);
        await using (var archive = await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            await WriteFilesAsync(export, about, new HashedZip(archive, held, ready), cancellationToken);
        }

        await held.FlushAsync(cancellationToken);
    }

    private async Task WriteFilesAsync(RecordExport export, ExportAbout about, HashedZip zip, CancellationToken cancellationToken)
    {
        var frame = about.Frame;
        await documents.WriteAsync(zip, about, Initiatives, Links, cancellationToken);
        await zip.WriteAsync(ExportFiles.DecisionsCsv, file => tables.DecisionsAsync(file, frame.Decisions, cancellationToken), cancellationToken);
        await zip.WriteAsync(ExportFiles.ChangesCsv, file => tables.ChangesAsync(file, frame.Changes, cancellationToken), cancellationToken);
        await zip.WriteAsync(ExportFiles.InitiativesCsv, file => tables.InitiativesAsync(file, Initiatives(), cancellationToken), cancellationToken);
        await zip.WriteAsync(ExportFiles.StoryCsv, file => tables.StoryAsync(file, Initiatives(), cancellationToken), cancellationToken);
        await zip.WriteAsync(ExportFiles.LinksCsv, file => tables.LinksAsync(file, Links(), cancellationToken), cancellationToken);
        var metadata = Describe(about);
        await zip.WriteAsync(ExportFiles.DecisionsJson, file => SaveAsync(file, new { metadata, frame.Decisions, frame.Changes }), cancellationToken);
        await zip.WriteAsync(ExportFiles.InitiativesJson, file => SaveAsync(file, new { metadata, Initiatives = Initiatives() }), cancellationToken);
        await zip.WriteAsync(ExportFiles.LinksJson, file => SaveAsync(file, new { metadata, Links = Links() }), cancellationToken);
        await zip.WriteAsync(ExportFiles.Metadata, file => SaveAsync(file, metadata), cancellationToken);
        await zip.WriteTextAsync(ExportFiles.ReadMe, ReadMe(about), cancellationToken);
        await zip.WriteAsync(ExportFiles.Manifest, file => SaveAsync(file, new { metadata, zip.Files }), cancellationToken);
        // As sha256sum writes them, and reads them with -c.
        await zip.WriteTextAsync(ExportFiles.Sums, string.Concat(zip.Files.Select(file => $"{file.Sha256}  {file.Name}\n")), cancellationToken);

        IAsyncEnumerable<InitiativeRecord> Initiatives() => parts.ReadAsync<InitiativeRecord>(export, RecordStage.Initiatives, cancellationToken);

        IAsyncEnumerable<LinkRecord> Links() => parts.ReadAsync<LinkRecord>(export, RecordStage.Links, cancellationToken);

        Task SaveAsync<TContent>(Stream file, TContent content) => JsonSerializer.SerializeAsync(file, content, Json, cancellationToken);
    }

    public async Task<RecordFrame> FrameAsync(RecordExport export, CancellationToken cancellationToken)
    {
        await foreach (var frame in parts.ReadAsync<RecordFrame>(export, RecordStage.Decisions, cancellationToken))
        {
            return frame;
        }

        throw new InvalidOperationException($"Export {export.Id} has no beginning.");
    }

    private ExportMetadata Describe(ExportAbout about) => new(
        texts["ZipTitle", about.TitleIn(texts)], about.Frame.Municipality, about.Frame.Scope, about.Frame.Of, about.Frame.From, about.Frame.To,
        about.Frame.OrderedAt, about.ReadyAt, about.Order, about.Language, about.LeftOut ? texts["ZipLeftOut"].Value : null);

    private string ReadMe(ExportAbout about) => string.Join("\n\n",
    [
        texts["ZipTitle", about.TitleIn(texts)].Value,
        texts["ZipLead", about.Frame.Municipality].Value,
        .. about.LeftOut ? [texts["ZipLeftOut"].Value] : Array.Empty<string>(),
        texts["ZipReadMe"].Value.ReplaceLineEndings("\n"),
        $"{texts["ZipOrdered"]}: {RecordWords.Minute(about.Frame.OrderedAt)}\n{texts["ZipReady"]}: {RecordWords.Minute(about.ReadyAt)}\n{texts["ZipOrder"]}: {about.Order}\n",
    ]);
}

/// <summary>What an export is, as all its files say.</summary>
public sealed record ExportAbout(Guid Order, RecordFrame Frame, DateTimeOffset ReadyAt, string Language, bool LeftOut)
{
    public string TitleIn(IStringLocalizer texts) => Frame switch
    {
        { Scope: RecordScope.Goal, From: { } from, To: { } to } => texts["ScopeGoalInPeriod", Frame.Of ?? "", RecordWords.Day(from), RecordWords.Day(to)],
        { From: { } from, To: { } to } => texts["ScopePeriod", RecordWords.Day(from), RecordWords.Day(to)],
        { Scope: RecordScope.Goal } => texts["ScopeGoal", Frame.Of ?? ""],
        { Of: { } title } => texts["ScopeInitiative", title],
        _ => texts["ScopeClosedInitiative"],
    };
}

/// <param name="LeftOut">That something was left out, and nothing more of it; null when nothing was.</param>
internal sealed record ExportMetadata(
    string Title, string Municipality, RecordScope Scope, string? Of, DateOnly? From, DateOnly? To, DateTimeOffset OrderedAt, DateTimeOffset ReadyAt, Guid Order, string Language, string? LeftOut);

/// <summary>Days and times as people read them, always with the year: an export is read for a long time.</summary>
internal static class RecordWords
{
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string Day(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    public static string Minute(DateTimeOffset time) => time.ToString("d MMMM yyyy HH:mm", CultureInfo.CurrentCulture);

    public static string Machine(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
