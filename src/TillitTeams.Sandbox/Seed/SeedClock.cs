using System.Globalization;
using System.Text.RegularExpressions;

namespace TillitTeams.Sandbox.Seed;

/// <summary>
/// Dates the seed from the day of the start, so that the tenant always looks lived in: <c>3 08:15</c> is
/// a quarter past eight in Vadstena three working days earlier.
/// </summary>
internal sealed partial class SeedClock(DateTimeOffset now)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    private readonly DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    public DateTimeOffset At(string when)
    {
        var parts = When().Match(when);
        if (!parts.Success || !TimeOnly.TryParseExact(parts.Groups["time"].ValueSpan, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            throw new InvalidDataException($"'{when}' is not working days before the start and a time, as in '3 08:15'.");
        }

        var local = WorkingDaysBefore(int.Parse(parts.Groups["days"].ValueSpan, CultureInfo.InvariantCulture)).ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private DateOnly WorkingDaysBefore(int days)
    {
        var day = today;
        for (var left = days; left > 0; left--)
        {
            do
            {
                day = day.AddDays(-1);
            }
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        }

        return day;
    }

    [GeneratedRegex(@"^(?<days>[1-9]\d{0,2}) (?<time>\d\d:\d\d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex When();
}
