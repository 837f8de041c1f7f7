using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Calendar;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest.Letter;

/// <param name="Letter">Null when there is nothing to tell.</param>
/// <param name="Via">See <see cref="Delivery.ViaConversationId"/>; null where the bot may not speak any more.</param>
/// <param name="InDoubt">There may be more, which Graph did not say just now.</param>
internal sealed record WrittenLetter(DigestLetter? Letter, string? Via, bool InDoubt);

/// <summary>Writes the letter of a week for one channel or person.</summary>
internal sealed class WriteLetter(TillitDb db, FindSources sources, ReadTold told, DigestCalendar calendar, MunicipalityDates dates)
{
    private IReadOnlyList<Goal>? goals;

    /// <param name="week">The letter of this week tells of what happened since the one before was due.</param>
    public async Task<WrittenLetter> WriteAsync(DigestSubscription subscription, DigestTime week, CancellationToken cancellationToken)
    {
        if (await sources.FindAsync(subscription, cancellationToken) is not { } found)
        {
            return new WrittenLetter(null, null, InDoubt: false);
        }

        var since = calendar.In(week.Week.Previous, subscription.Weekday, subscription.At).At;
        var about = await GoalsOfAsync(subscription, cancellationToken);
        var happened = await told.ReadAsync(found, new LetterWeek(since, week.At), about, cancellationToken);
        return new WrittenLetter(ComposeLetter.Compose(week.Week.ToString(), about, happened.Told), found.Via, found.InDoubt || happened.InDoubt);
    }

    private async Task<IReadOnlyList<Goal>> GoalsOfAsync(DigestSubscription subscription, CancellationToken cancellationToken)
    {
        goals ??= await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken);
        return [.. goals.Where(goal => goal.IsValidOn(dates.Today) && (subscription.Goals.Count == 0 || subscription.Goals.Exists(chosen => chosen.GoalId == goal.Id)))];
    }
}
