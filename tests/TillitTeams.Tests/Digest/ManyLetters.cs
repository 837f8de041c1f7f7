using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Digest.Calendar;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;
using TillitTeams.Tests.Outbox;

namespace TillitTeams.Tests.Digest;

/// <summary>A thousand channels whose letter of this week is due, and a week with something to tell.</summary>
public class ManyLetters : CrowdedTeam
{
    public const int Count = 1_000;

    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <summary>When the letters are due, where the municipality lies.</summary>
    private readonly DateTime wished;
    private DateTimeOffset due;

    public ManyLetters()
        : this(TimeSpan.FromMinutes(-1))
    {
    }

    protected ManyLetters(TimeSpan dueIn) => wished = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), Stockholm).DateTime + dueIn;

    protected override int Size => Count;

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>(base.Settings.AppSettings)
        {
            ["Digest:Interval"] = "00:00:01",
            // Where today is a holiday, the letter was due some days ago.
            ["Digest:LatestAfter"] = "7.00:00:00",
            // Two instances share what is allowed.
            ["Outbox:TenantPerSecond"] = "20",
        },
    };

    public DigestWeek Week => DigestWeek.Of(DateOnly.FromDateTime(wished));

    public int LettersIn(Channel channel) => Tenant.Read(_ => channel.Messages.Count(message => message.CardJson?.Contains("digest.answer", StringComparison.Ordinal) == true));

    protected override Task PrepareAsync() => InDatabase(db =>
    {
        due = Host.AppServices.GetRequiredService<DigestCalendar>().In(Week, wished.DayOfWeek, TimeOnly.FromDateTime(wished)).At;
        var channel = (Channel)Conversation("kansli/allmant");
        var at = due.AddHours(-1);
        var link = new Link
        {
            Id = Guid.CreateVersion7(),
            TenantId = Tenant.Id,
            SourceKey = "x",
            Message = MessageSource.InChannel(SeedIds.Team("kansli").ToString(), channel.Id, channel.Messages[0].Id, null),
            ContainerId = SeedIds.Team("kansli").ToString(),
            WebUrl = "https://teams.microsoft.com/l/message/1",
            Title = "Svar samma dag",
            PlaceName = "Kommunkansliet › Allmänt",
            Why = "Den som frågar får svar samma dag.",
            OccurredAt = at,
            TaggedAt = at,
            ChangedAt = at,
        };
        link.Goals.Add(new LinkGoal { TenantId = Tenant.Id, LinkId = link.Id, GoalId = db.Goals.First().Id });
        db.Add(link);
        return db.SaveChangesAsync();
    });

    protected override void Fill(TillitDb db, Channel channel) => db.Add(new DigestSubscription
    {
        Id = Guid.CreateVersion7(),
        TenantId = Tenant.Id,
        Target = channel.Id,
        Language = "sv",
        Weekday = wished.DayOfWeek,
        At = TimeOnly.FromDateTime(wished),
        PausesOverHolidays = false,
        NextWeek = Week.ToString(),
        NextAt = due,
    });
}
