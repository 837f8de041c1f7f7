using Microsoft.Extensions.Options;
using TillitTeams.Digest.Calendar;
using TillitTeams.Model;

namespace TillitTeams.Digest;

internal enum DigestStep
{
    /// <summary>The letter is to be written now.</summary>
    Send,

    /// <summary>It is holiday season, and nobody asked for a letter.</summary>
    Rest,

    /// <summary>It is too late for the letter, and perhaps for more than one.</summary>
    Miss,

    /// <summary>The time is worked out anew: the clock was put back, or the zone's rules were changed.</summary>
    Correct,
}

/// <param name="Time">The letter that it is about.</param>
/// <param name="Next">The one that comes after this step.</param>
/// <param name="Missed">What was not sent, oldest first; only the last weeks, because further back nobody asks.</param>
internal sealed record DigestDecision(DigestStep Step, DigestTime Time, DigestTime Next, IReadOnlyList<DigestTime> Missed);

/// <summary>What to do about a subscription, from what it says and what the clock says: nothing else.</summary>
internal sealed class PlanDigest(DigestCalendar calendar, IOptions<DigestOptions> options)
{
    private const int MostMissed = 8;

    /// <summary>
    /// Letters come once a week, and a holiday moves one by less than another: what is due later than this was worked out
    /// by a clock that was wrong.
    /// </summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(14);

    public DigestDecision Decide(DigestSubscription subscription, DateTimeOffset now)
    {
        var time = In(DigestWeek.Read(subscription.NextWeek), subscription);
        if (time.At > now)
        {
            return new DigestDecision(DigestStep.Correct, time, FirstAfter(now, subscription), []);
        }

        if (now - time.At > options.Value.LatestAfter)
        {
            // The first that is not too late yet: to the very moment, as above.
            var next = FirstAfter(now - options.Value.LatestAfter - TimeSpan.FromTicks(1), subscription);
            return new DigestDecision(DigestStep.Miss, time, next, Between(time, next, subscription));
        }

        return new DigestDecision(
            subscription.PausesOverHolidays && WorkingDays.IsHolidaySeason(time.Day) ? DigestStep.Rest : DigestStep.Send,
            time,
            In(time.Week.Next, subscription),
            []);
    }

    /// <summary>Whether the letter may wait for Graph to say more.</summary>
    public bool MayWait(DigestTime time, DateTimeOffset now) => now - time.At < options.Value.WaitForGraph;

    public DateTimeOffset LatestFor(DigestTime time) => time.At + options.Value.LatestAfter;

    public DigestTime FirstAfter(DateTimeOffset now, DigestSubscription subscription) => calendar.FirstAfter(now, subscription.Weekday, subscription.At);

    public DigestTime In(DigestWeek week, DigestSubscription subscription) => calendar.In(week, subscription.Weekday, subscription.At);

    /// <summary>Weeks in which nothing was to come were not missed.</summary>
    private List<DigestTime> Between(DigestTime first, DigestTime next, DigestSubscription subscription)
    {
        var missed = new List<DigestTime>();
        for (var week = next.Week.Previous; missed.Count < MostMissed && In(week, subscription) is var time && time.At >= first.At; week = week.Previous)
        {
            if (!subscription.PausesOverHolidays || !WorkingDays.IsHolidaySeason(time.Day))
            {
                missed.Insert(0, time);
            }
        }

        return missed;
    }
}
