using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using TillitTeams.Digest;
using TillitTeams.Digest.Calendar;
using TillitTeams.Hosting;
using TillitTeams.Model;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>What is done about a subscription while the machine is on and off and its clock jumps, as chance will have it.</summary>
public sealed class PlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly DigestCalendar Calendar = new(Options.Create(new MunicipalityOptions()));
    private static readonly PlanDigest Plan = new(Calendar, Options.Create(new DigestOptions()));

    /// <summary>Hours from one look to the next: mostly some, at times a night, days or weeks of standing still.</summary>
    private static readonly Gen<double> Pause = Gen.Frequency(
        (20, Gen.Choose(1, 300).Select(minutes => minutes / 60.0)),
        (4, Gen.Choose(6, 40).Select(hours => (double)hours)),
        (2, Gen.Choose(40, 900).Select(hours => (double)hours)));

    private static readonly Gen<double[]> Pauses = Pause.ArrayOf(300);

    private static readonly Gen<(DayOfWeek Day, TimeOnly At, bool Rests)> Wish =
        from day in Gen.Choose(0, 6)
        from minutes in Gen.Choose(0, (24 * 60) - 1)
        from rests in Gen.Elements(true, false)
        select ((DayOfWeek)day, new TimeOnly(minutes / 60, minutes % 60), rests);

    [Fact]
    public void However_long_the_machine_was_off_a_week_has_one_letter_within_a_day_or_none_and_what_was_not_sent_is_known() => Check.QuickThrowOnFailure(
        Prop.ForAll(Wish.ToArbitrary(), Pauses.ToArbitrary(), (wish, pauses) =>
        {
            var subscription = Subscription(wish, Start);
            var (sent, rested, missed) = (new List<(DigestTime Time, DateTimeOffset At)>(), new List<string>(), new List<string>());
            var now = Start;
            foreach (var pause in pauses)
            {
                now = now.AddHours(pause);
                while (subscription.NextAt <= now)
                {
                    var decision = Plan.Decide(subscription, now);
                    Assert.NotEqual(DigestStep.Correct, decision.Step);
                    missed.AddRange(decision.Missed.Select(time => time.Week.ToString()));
                    if (decision.Step == DigestStep.Send)
                    {
                        sent.Add((decision.Time, now));
                    }
                    else if (decision.Step == DigestStep.Rest)
                    {
                        rested.Add(decision.Time.Week.ToString());
                    }

                    subscription.PlanFor(decision.Next.Week.ToString(), decision.Next.At);
                }
            }

            Assert.All(sent, one => Assert.InRange(one.At - one.Time.At, TimeSpan.Zero, TimeSpan.FromHours(24)));
            Assert.All(sent.Where(_ => wish.Rests), one => Assert.False(WorkingDays.IsHolidaySeason(one.Time.Day)));
            var told = sent.Select(one => one.Time.Week.ToString()).Concat(rested).Concat(missed).ToList();
            Assert.Equal(told.Count, told.Distinct().Count());
            // Every week that was due has been accounted for, but for those in which nobody wanted a letter while the machine was off.
            for (var time = Plan.FirstAfter(Start, subscription); time.At <= now; time = Plan.In(time.Week.Next, subscription))
            {
                Assert.True(told.Contains(time.Week.ToString()) || (wish.Rests && WorkingDays.IsHolidaySeason(time.Day)), time.Week.ToString());
            }
        }));

    [Fact]
    public void A_clock_that_jumps_and_comes_back_leaves_the_letters_where_they_were() => Check.QuickThrowOnFailure(
        Prop.ForAll(Wish.ToArbitrary(), Gen.Choose(1, 4000).ToArbitrary(), (wish, days) =>
        {
            var subscription = Subscription(wish, Start);
            var right = Plan.FirstAfter(Start, subscription);
            var ahead = Start.AddDays(days);
            while (subscription.NextAt <= ahead)
            {
                var decision = Plan.Decide(subscription, ahead);
                Assert.InRange(decision.Missed.Count, 0, 8);
                subscription.PlanFor(decision.Next.Week.ToString(), decision.Next.At);
            }

            // What is due within two weeks may stand; what lies further off is worked out anew.
            if (subscription.NextAt > Start + PlanDigest.Furthest)
            {
                var back = Plan.Decide(subscription, Start);
                Assert.Equal(DigestStep.Correct, back.Step);
                Assert.Equal(right, back.Next);
            }
        }));

    [Theory]
    [InlineData("2026-11-27 07:30:00", "Send", "2026-W49")]
    [InlineData("2026-11-28 07:30:00", "Send", "2026-W49")]
    [InlineData("2026-11-28 07:30:01", "Miss", "2026-W49")]
    [InlineData("2026-12-05 07:30:00", "Miss", "2026-W49")]
    [InlineData("2026-12-05 07:30:01", "Miss", "2026-W50")]
    [InlineData("2026-11-27 07:29:59", "Correct", "2026-W48")]
    public void A_letter_is_sent_within_a_day_and_not_after(string now, string step, string next)
    {
        var subscription = Subscription((DayOfWeek.Friday, new TimeOnly(8, 30), true), new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));

        var decision = Plan.Decide(subscription, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));

        Assert.Equal((step, next), (decision.Step.ToString(), decision.Next.Week.ToString()));
    }

    [Fact]
    public void In_the_holidays_whoever_wishes_to_rest_does_and_others_get_their_letter()
    {
        var july = new DateTimeOffset(2026, 7, 8, 0, 0, 0, TimeSpan.Zero);
        foreach (var (rests, step) in new[] { (true, DigestStep.Rest), (false, DigestStep.Send) })
        {
            var subscription = Subscription((DayOfWeek.Friday, new TimeOnly(8, 30), rests), july);
            Assert.Equal(step, Plan.Decide(subscription, july.AddDays(3)).Step);
        }
    }

    [Fact]
    public void A_machine_that_was_off_over_the_holidays_missed_none_of_the_letters_that_nobody_wished_for()
    {
        var june = new DateTimeOffset(2026, 6, 22, 0, 0, 0, TimeSpan.Zero);
        foreach (var (rests, missed) in new[] { (true, new[] { "2026-W26", "2026-W32" }), (false, ["2026-W26", "2026-W27", "2026-W28", "2026-W29", "2026-W30", "2026-W31", "2026-W32"]) })
        {
            var subscription = Subscription((DayOfWeek.Friday, new TimeOnly(8, 30), rests), june);
            Assert.Equal(missed, Plan.Decide(subscription, june.AddDays(49)).Missed.Select(time => time.Week.ToString()));
        }
    }

    private static DigestSubscription Subscription((DayOfWeek Day, TimeOnly At, bool Rests) wish, DateTimeOffset now)
    {
        var subscription = new DigestSubscription { Target = "19:x", Language = "sv", NextWeek = "", Weekday = wish.Day, At = wish.At, PausesOverHolidays = wish.Rests };
        var first = Plan.FirstAfter(now, subscription);
        subscription.PlanFor(first.Week.ToString(), first.At);
        return subscription;
    }
}
