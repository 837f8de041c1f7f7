using System.Globalization;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Goals;

/// <summary>An initiative in a list.</summary>
/// <param name="View">Address of its own page.</param>
/// <param name="Gain">What residents gain, or gained when it is done.</param>
/// <param name="Support">What it asks others for; null when it asks for nothing, or is done.</param>
/// <param name="Date">When it was last changed.</param>
public sealed record InitiativeView(
    Guid Id,
    string Title,
    string View,
    InitiativeState State,
    string? Gain,
    string? What,
    string? Support,
    string? Place,
    string Date,
    string Time,
    IReadOnlyList<TagView> Goals,
    IReadOnlyList<TagView> Principles);

/// <inheritdoc cref="RowsView"/>
public sealed record InitiativeRowsView(IReadOnlyList<InitiativeView> Rows, string? More, bool InDoubt);

/// <summary>What residents gained, as somebody who was there wrote it.</summary>
/// <param name="IsInTab">Whether <paramref name="Url"/> is a page of the tab, or else the source in Microsoft 365.</param>
public sealed record ToldView(Guid Id, string Words, string Title, string Url, bool IsInTab, string? Place, string Date, string Time, DateTimeOffset At);

/// <summary>Puts initiatives into the words of the viewer's language.</summary>
internal sealed class InitiativeViews(MunicipalityDates dates)
{
    public InitiativeRowsView Rows(InitiativesRead page, CouncilModel model, string? more) =>
        new([.. page.Initiatives.Select(initiative => Row(initiative, model))], more, page.InDoubt);

    public InitiativeView Row(Initiative initiative, CouncilModel model) => new(
        initiative.Id,
        initiative.Title,
        AddressOf(initiative.Id),
        initiative.State,
        Words(initiative.ResidentsGain),
        Words(initiative.What),
        initiative.State == InitiativeState.Done ? null : Words(initiative.SupportAsked),
        initiative.Home?.PlaceName,
        dates.Show(initiative.ChangedAt),
        Machine(initiative.ChangedAt),
        [.. model.Goals.Where(goal => initiative.Goals.Exists(tag => tag.GoalId == goal.Id)).Select(GoalViews.Tag)],
        [.. model.Principles.Where(principle => initiative.Principles.Exists(tag => tag.PrincipleId == principle.Id)).Select(GoalViews.Tag)]);

    /// <param name="most">As many of the latest as there is room for.</param>
    public IReadOnlyList<ToldView> Told(IEnumerable<VisibleLink> links, IEnumerable<Initiative> initiatives, int most) =>
    [
        .. links.Where(seen => seen.Link.Why is not null).Select(Told)
            .Concat(initiatives.Where(initiative => initiative is { State: InitiativeState.Done, ResidentsGain: not null }).Select(Told))
            .OrderByDescending(told => told.At)
            .Take(most),
    ];

    public static string AddressOf(Guid initiative) => $"initiative/{initiative}";

    public static string Machine(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private ToldView Told(VisibleLink seen)
    {
        var time = seen.Document?.ModifiedAt ?? seen.Link.OccurredAt;
        return new ToldView(
            seen.Link.Id, seen.Link.Why!, seen.Document?.Name ?? seen.Link.Title, seen.Document?.WebUrl ?? seen.Link.WebUrl, IsInTab: false,
            seen.Link.PlaceName, dates.Show(time), Machine(time), time);
    }

    private ToldView Told(Initiative initiative) => new(
        initiative.Id, initiative.ResidentsGain!, initiative.Title, $"/tab/{AddressOf(initiative.Id)}", IsInTab: true,
        initiative.Home?.PlaceName, dates.Show(initiative.ChangedAt), Machine(initiative.ChangedAt), initiative.ChangedAt);

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
