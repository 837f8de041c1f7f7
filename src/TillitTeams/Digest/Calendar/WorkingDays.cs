using System.Collections.Concurrent;
using PublicHoliday;

namespace TillitTeams.Digest.Calendar;

/// <summary>
/// The days when Sweden works. Midsummer Eve, Christmas Eve and New Year's Eve count as public holidays, as
/// they do in the Annual Leave Act (1977:480, 3 a §).
/// </summary>
internal static class WorkingDays
{
    private static readonly SwedenPublicHoliday Sweden = new();
    private static readonly ConcurrentDictionary<int, HashSet<DateOnly>> Years = new();

    // Not the library's own question about a day, which misses an All Saints' Day in October.
    public static bool IsPublicHoliday(DateOnly day) => Years
        .GetOrAdd(day.Year, year => [.. Sweden.PublicHolidays(year).Select(DateOnly.FromDateTime)])
        .Contains(day);

    /// <summary>The day itself unless it is a public holiday; then the last working day before it.</summary>
    public static DateOnly For(DateOnly day)
    {
        if (!IsPublicHoliday(day))
        {
            return day;
        }

        do
        {
            day = day.AddDays(-1);
        }
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsPublicHoliday(day));

        return day;
    }

    /// <summary>July, and Christmas Eve to Epiphany: when most of a municipality's offices stand empty.</summary>
    public static bool IsHolidaySeason(DateOnly day) => day switch
    {
        { Month: 7 } => true,
        { Month: 12, Day: >= 24 } => true,
        { Month: 1, Day: <= 6 } => true,
        _ => false,
    };
}
