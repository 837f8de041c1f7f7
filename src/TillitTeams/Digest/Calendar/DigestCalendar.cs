using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Digest.Calendar;

/// <param name="Week">The week that the letter is of, also when a holiday moves it into the one before.</param>
/// <param name="Day">Where the municipality lies.</param>
internal sealed record DigestTime(DigestWeek Week, DateOnly Day, DateTimeOffset At);

/// <summary>When letters are due, in the municipality's zone.</summary>
internal sealed class DigestCalendar(IOptions<MunicipalityOptions> options)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);

    public DigestTime In(DigestWeek week, DayOfWeek weekday, TimeOnly time)
    {
        var day = WorkingDays.For(week.DayOf(weekday));
        return new DigestTime(week, day, At(day.ToDateTime(time)));
    }

    public DigestTime FirstAfter(DateTimeOffset now, DayOfWeek weekday, TimeOnly time)
    {
        var week = DigestWeek.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime));
        // This week's may be over, and next week's moved into this one.
        for (; ; week = week.Next)
        {
            if (In(week, weekday, time) is var due && due.At > now)
            {
                return due;
            }
        }
    }

    /// <summary>A time that the clocks leap over comes as much later as they leap; one that comes twice is the first of the two.</summary>
    private DateTimeOffset At(DateTime local)
    {
        // Of a time that does not exist the zone gives the offset from before the leap.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
