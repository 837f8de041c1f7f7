using System.Globalization;
using Microsoft.Extensions.Options;

namespace TillitTeams.Hosting;

/// <summary>Days as they are counted where the municipality lies.</summary>
public sealed class MunicipalityDates(IOptions<MunicipalityOptions> options, TimeProvider clock)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public DateOnly Today => DayOf(clock.GetUtcNow());

    public string Show(DateTimeOffset time) => Show(DayOf(time));

    public string Show(DateOnly day) => day.ToString(day.Year == Today.Year ? "d MMMM" : "d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary><c>25 november 14:32</c>.</summary>
    public string ShowMinute(DateTimeOffset time) => $"{Show(time)} {TimeZoneInfo.ConvertTime(time, zone).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>The same moment as clocks show it there, to the second.</summary>
    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(new DateTimeOffset(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero), zone);

    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);
}
