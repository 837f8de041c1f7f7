using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Governance.Records.Writing;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records;

/// <param name="Said">Key of the sentence that says where it stands.</param>
/// <param name="Come">How far it has come, of <see cref="Whole"/>; null when it is not under way.</param>
/// <param name="Until">Until when it can be fetched.</param>
/// <param name="Again">What to ask for to have it anew.</param>
public sealed record ExportRowView(
    Guid Id, string Title, RecordState State, string Said, string Ordered, string OrderedTime, int? Come, string Until, string FileName, RecordsInput Again)
{
    public const int Whole = 20;
}

/// <summary>The caller's own exports as their page tells of them: only whoever ordered one can fetch it, since others can open other things.</summary>
internal sealed class DescribeExports(TillitDb db, ReadModel read, SeeRecords see, MunicipalityDates dates, IStringLocalizer<RecordsTexts> texts)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<ExportRowView>> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var exports = await db.RecordExports.AsNoTracking().Where(row => row.OrderedById == db.PersonId)
            .OrderByDescending(row => row.OrderedAt).Take(Most).ToListAsync(cancellationToken);
        if (exports.Count == 0)
        {
            return [];
        }

        var goals = (await read.ReadAsync(cancellationToken)).Goals.ToDictionary(goal => goal.Id);
        // Whoever can no longer open an initiative does not read its title here either.
        var seen = await see.InitiativesAsync(exports.Select(row => row.InitiativeId), cancellationToken);
        return [.. exports.Select(row => Describe(row, row.GoalId is { } id ? goals[id] : null, row.InitiativeId is { } about ? seen?.Open.GetValueOrDefault(about) : null, now))];
    }

    private ExportRowView Describe(RecordExport export, GovernanceItem? goal, string? initiative, DateTimeOffset now)
    {
        var state = export.State == RecordState.Ready && export.ExpiresAt <= now ? RecordState.Expired : export.State;
        return new ExportRowView(
            export.Id,
            TitleOf(export, goal is null ? initiative : GovernanceModel.NameOf(goal)),
            state,
            state != RecordState.Gathering ? $"Is{state}" : export.NextTryAt > now ? "IsPaused" : $"Gathers{export.Stage}",
            dates.ShowMinute(export.OrderedAt),
            export.OrderedAt.ToString("O", CultureInfo.InvariantCulture),
            state == RecordState.Gathering ? ComeOf(export) : null,
            dates.ShowMinute(export.ExpiresAt),
            FileNameOf(export, goal),
            RecordsInput.Of(export, goal?.Code));
    }

    private string TitleOf(RecordExport export, string? name) =>
        new ExportAbout(
            export.Id, new RecordFrame("", export.Scope, name, export.From, export.To, export.OrderedAt, [], []), export.OrderedAt, export.Language, export.LeftOut).TitleIn(texts);

    /// <summary>Nearly all of it are the links.</summary>
    private static int ComeOf(RecordExport export) => export.Stage switch
    {
        RecordStage.Decisions => 0,
        RecordStage.Initiatives => 1,
        _ => 2 + (ExportRowView.Whole - 2) * Math.Min(export.Passed, export.Total) / Math.Max(export.Total, 1),
    };

    public static string FileNameOf(RecordExport export, GovernanceItem? goal)
    {
        var about = export.Scope switch
        {
            RecordScope.Goal => goal?.Code,
            RecordScope.Initiative => "initiativ",
            _ => "period",
        };
        var period = export is { From: { } from, To: { } to } ? $"-{RecordWords.Machine(from)}--{RecordWords.Machine(to)}" : "";
        return $"allman-handling-{about}{period}.zip";
    }
}
