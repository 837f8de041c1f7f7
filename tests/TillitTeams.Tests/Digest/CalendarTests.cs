using System.Globalization;
using Microsoft.Extensions.Options;
using TillitTeams.Digest.Calendar;
using TillitTeams.Hosting;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>When letters are due in Europe/Stockholm, over the years 2024 to 2030.</summary>
public sealed class CalendarTests
{
    /// <summary>Public holidays by law (1989:253), and the three eves that count as such.</summary>
    private static readonly Dictionary<int, string> MovingHolidays = new()
    {
        // Good Friday, Easter Day, Easter Monday, Ascension Day, Whit Sunday, Midsummer Eve and Day, All Saints' Day.
        [2024] = "03-29 03-31 04-01 05-09 05-19 06-21 06-22 11-02",
        [2025] = "04-18 04-20 04-21 05-29 06-08 06-20 06-21 11-01",
        [2026] = "04-03 04-05 04-06 05-14 05-24 06-19 06-20 10-31",
        [2027] = "03-26 03-28 03-29 05-06 05-16 06-25 06-26 11-06",
        [2028] = "04-14 04-16 04-17 05-25 06-04 06-23 06-24 11-04",
        [2029] = "03-30 04-01 04-02 05-10 05-20 06-22 06-23 11-03",
        [2030] = "04-19 04-21 04-22 05-30 06-09 06-21 06-22 11-02",
    };

    private static readonly string[] FixedHolidays = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"];

    private static readonly HashSet<DateOnly> Holidays = [.. MovingHolidays.SelectMany(year =>
        year.Value.Split(' ').Concat(FixedHolidays).Select(day => DateOnly.ParseExact($"{year.Key}-{day}", "yyyy-MM-dd", CultureInfo.InvariantCulture)))];

    /// <summary>Where the clocks are put forward and back, on Sundays at 01:00 UTC.</summary>
    private static readonly (DateOnly Forward, DateOnly Back)[] ClockChanges =
    [
        (new(2024, 3, 31), new(2024, 10, 27)), (new(2025, 3, 30), new(2025, 10, 26)), (new(2026, 3, 29), new(2026, 10, 25)), (new(2027, 3, 28), new(2027, 10, 31)),
        (new(2028, 3, 26), new(2028, 10, 29)), (new(2029, 3, 25), new(2029, 10, 28)), (new(2030, 3, 31), new(2030, 10, 27)),
    ];

    private static readonly DigestCalendar Stockholm = new(Options.Create(new MunicipalityOptions()));

    private static IEnumerable<DigestWeek> Weeks
    {
        get
        {
            for (var week = DigestWeek.Of(new DateOnly(2024, 1, 3)); week.Year <= 2030; week = week.Next)
            {
                yield return week;
            }
        }
    }

    public static TheoryData<DayOfWeek, string> Times
    {
        get
        {
            var data = new TheoryData<DayOfWeek, string>();
            foreach (var (day, time) in Enum.GetValues<DayOfWeek>().SelectMany(_ => new[] { "00:00", "02:30", "08:30", "23:59" }, (day, time) => (day, time)))
            {
                data.Add(day, time);
            }

            return data;
        }
    }

    [Fact]
    public void Every_public_holiday_is_known_and_no_other_day() => Assert.Equal(
        Holidays.Order(),
        Enumerable.Range(0, 2557).Select(new DateOnly(2024, 1, 1).AddDays).Where(WorkingDays.IsPublicHoliday));

    [Theory]
    [MemberData(nameof(Times))]
    public void Every_letter_of_seven_years_comes_on_its_day_or_the_last_working_day_before_a_holiday(DayOfWeek weekday, string time)
    {
        var at = TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
        foreach (var week in Weeks)
        {
            var due = Stockholm.In(week, weekday, at);

            var day = week.DayOf(weekday);
            while (Holidays.Contains(week.DayOf(weekday)) && (Holidays.Contains(day) || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || day == week.DayOf(weekday)))
            {
                day = day.AddDays(-1);
            }

            Assert.Equal((week, day), (due.Week, due.Day));
            Assert.Equal(day.ToDateTime(at).AddHours(-HoursAhead(day, at)), due.At.UtcDateTime);
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public void From_any_moment_the_first_letter_after_it_is_found_and_none_is_passed_by(DayOfWeek weekday, string time)
    {
        var at = TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
        var letters = Weeks.Select(week => Stockholm.In(week, weekday, at)).ToList();
        foreach (var (one, next) in letters.Zip(letters.Skip(1)))
        {
            Assert.True(one.At < next.At);
            Assert.Equal(one, Stockholm.FirstAfter(one.At.AddTicks(-1), weekday, at));
            Assert.Equal(next, Stockholm.FirstAfter(one.At, weekday, at));
            Assert.Equal(next, Stockholm.FirstAfter(next.At.AddMinutes(-1), weekday, at));
        }
    }

    [Fact]
    public void A_time_that_the_clocks_leap_over_comes_an_hour_later_and_one_that_comes_twice_is_the_first()
    {
        var halfPastTwo = new TimeOnly(2, 30);
        // Where the clocks are put forward on Easter Day, the letter comes before.
        Assert.All(ClockChanges.Where(change => !Holidays.Contains(change.Forward)), change => Assert.Equal(
            change.Forward.ToDateTime(new TimeOnly(1, 30)), Stockholm.In(DigestWeek.Of(change.Forward), DayOfWeek.Sunday, halfPastTwo).At.UtcDateTime));
        Assert.All(ClockChanges, change => Assert.Equal(
            change.Back.ToDateTime(new TimeOnly(0, 30)), Stockholm.In(DigestWeek.Of(change.Back), DayOfWeek.Sunday, halfPastTwo).At.UtcDateTime));
    }

    [Fact]
    public void Week_53_is_a_week_like_others()
    {
        Assert.Equal(53, Weeks.Count(week => week.Year == 2026));
        Assert.All([2024, 2025, 2027, 2028, 2029, 2030], year => Assert.Equal(52, Weeks.Count(week => week.Year == year)));
        Assert.Equal(new DateOnly(2026, 12, 30), new DigestWeek(2026, 53).DayOf(DayOfWeek.Wednesday));
        Assert.Equal(new DigestWeek(2027, 1), new DigestWeek(2026, 53).Next);
        Assert.Equal(new DigestWeek(2026, 53), new DigestWeek(2027, 1).Previous);
        Assert.Equal(Weeks.Select(week => week.ToString()), Weeks.Select(week => week.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(Weeks, Weeks.Select(week => DigestWeek.Read(week.ToString())));
    }

    /// <summary>Summer time by what was decided for each year, not by the zone's own rules.</summary>
    private static int HoursAhead(DateOnly day, TimeOnly time)
    {
        var (forward, back) = ClockChanges.Where(change => change.Forward.Year == day.Year).DefaultIfEmpty((Forward: DateOnly.MaxValue, Back: DateOnly.MinValue)).Single();
        // What is leapt over is reckoned as before; what comes twice is the first.
        var isSummer = (day > forward || (day == forward && time >= new TimeOnly(3, 0))) && (day < back || (day == back && time < new TimeOnly(3, 0)));
        return isSummer ? 2 : 1;
    }
}
