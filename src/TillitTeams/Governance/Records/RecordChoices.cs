using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records;

/// <param name="InDoubt">Microsoft 365 did not say of all initiatives whether they are open.</param>
public sealed record RecordChoicesView(IReadOnlyList<RecordChoice> Goals, IReadOnlyList<RecordChoice> Initiatives, bool InDoubt);

/// <param name="Value">A goal's code, or an initiative's id.</param>
public sealed record RecordChoice(string Value, string Name);

/// <summary>What can be ordered: every goal there has been, and the initiatives that the caller can open.</summary>
internal sealed class RecordChoices(TillitDb db, ReadModel read, ViewerChannels channels)
{
    /// <summary>The latest changed; from the page of any other it can be ordered too.</summary>
    private const int MostInitiatives = 100;

    /// <param name="chosen">Id of an initiative that is among them, however old it is.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<RecordChoicesView> ReadAsync(string? chosen, CancellationToken cancellationToken)
    {
        var model = await read.ReadAsync(cancellationToken);
        var wanted = Guid.TryParse(chosen, out var id) ? id : Guid.Empty;
        var latest = await db.Initiatives.AsNoTracking().Include(initiative => initiative.Channels)
            .OrderByDescending(initiative => initiative.Id == wanted).ThenByDescending(initiative => initiative.ChangedAt).ThenByDescending(initiative => initiative.Id)
            .Take(MostInitiatives)
            .ToListAsync(cancellationToken);
        var seen = await channels.OfAsync(latest, cancellationToken);
        return new RecordChoicesView(
            [.. model.Goals.Select(goal => new RecordChoice(goal.Code, GovernanceModel.NameOf(goal)))],
            [
                .. latest.Where(seen.Opens)
                    .OrderBy(initiative => initiative.Title, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true))
                    .Select(initiative => new RecordChoice(initiative.Id.ToString(), initiative.Title)),
            ],
            seen.InDoubt);
    }
}
