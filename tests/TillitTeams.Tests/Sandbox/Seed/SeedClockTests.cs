using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Seed;

public sealed class SeedClockTests
{
    private static readonly TimeZoneInfo Vadstena = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>"9 05:52" and "8 12:15", from starts on either side of both changes of clocks, on a weekend and near midnight.</summary>
    [Theory]
    [InlineData("2026-03-30T09:00:00Z", "2026-03-17T04:52:00Z")]
    [InlineData("2026-04-13T09:00:00Z", "2026-03-31T03:52:00Z")]
    [InlineData("2026-10-26T09:00:00Z", "2026-10-13T03:52:00Z")]
    [InlineData("2026-11-09T09:00:00Z", "2026-10-27T04:52:00Z")]
    [InlineData("2026-11-21T12:00:00Z", "2026-11-10T04:52:00Z")]
    [InlineData("2026-11-22T12:00:00Z", "2026-11-10T04:52:00Z")]
    [InlineData("2026-11-23T23:30:00Z", "2026-11-11T04:52:00Z")]
    public void A_time_is_the_hour_in_Vadstena_working_days_earlier(string start, string written)
    {
        var content = TenantSeed.Load(Moment(start));

        var message = content.FindConversation(SeedIds.Channel("gata/vinter"))!.Messages.Single(message => message.Subject == "Läget i natt");

        Assert.Equal(Moment(written), message.CreatedAt);
    }

    [Fact]
    public void Whichever_day_it_starts_everything_was_written_in_the_last_eight_working_weeks()
    {
        for (var day = Moment("2026-01-01T05:00:00Z"); day.Year == 2026; day = day.AddDays(1))
        {
            var content = TenantSeed.Load(day);
            Assert.All(content.Teams.SelectMany(team => team.Channels).SelectMany<Channel, Message>(channel => channel.Messages), message =>
            {
                var local = TimeZoneInfo.ConvertTime(message.CreatedAt, Vadstena);
                Assert.InRange(message.CreatedAt, day.AddDays(-60), day);
                Assert.False(local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
                Assert.InRange(local.Hour, 5, 20);
            });
        }
    }

    private static DateTimeOffset Moment(string iso) => DateTimeOffset.Parse(iso, System.Globalization.CultureInfo.InvariantCulture);
}
