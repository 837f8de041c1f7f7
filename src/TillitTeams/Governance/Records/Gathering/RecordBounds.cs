using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>Between which points in time something must have happened to be in an export.</summary>
internal sealed record RecordBounds(DateTimeOffset Since, DateTimeOffset Until)
{
    public static RecordBounds Of(RecordExport export, MunicipalityDates dates)
    {
        var since = export.From is { } from ? dates.StartOf(from) : DateTimeOffset.MinValue;
        var until = export.To is { } to ? dates.StartOf(to.AddDays(1)) : DateTimeOffset.MaxValue;
        return new RecordBounds(since, until < export.OrderedAt ? until : export.OrderedAt.AddTicks(1));
    }
}
