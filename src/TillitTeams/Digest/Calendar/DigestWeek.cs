using System.Globalization;

namespace TillitTeams.Digest.Calendar;

/// <summary>A week of ISO 8601, as Sweden counts them: Monday first, and week 1 has the year's first Thursday.</summary>
public sealed record DigestWeek(int Year, int Number)
{
    public DigestWeek Next => Of(DayOf(DayOfWeek.Monday).AddDays(7));

    public DigestWeek Previous => Of(DayOf(DayOfWeek.Monday).AddDays(-7));

    public static DigestWeek Of(DateOnly day) => new(ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));

    /// <param name="text">As <see cref="ToString"/> writes it.</param>
    public static DigestWeek Read(string text) => new(
        int.Parse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), int.Parse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture));

    public DateOnly DayOf(DayOfWeek weekday) => ISOWeek.ToDateOnly(Year, Number, weekday);

    /// <summary><c>2026-W48</c>, which sorts as weeks follow each other.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
