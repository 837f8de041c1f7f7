using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.PersonalData;

/// <summary>The caller's letter, their chat with the bot, the cards to them there, and what the audit trail holds of them.</summary>
internal sealed class ReadOtherRows(TillitDb db, ReadInitiativeRows initiatives, Caller caller, PersonalWords words)
{
    /// <summary>There is one at most, whether it comes or has ended.</summary>
    public async Task<IReadOnlyList<PersonalRow>> LetterAsync(CancellationToken cancellationToken)
    {
        var letter = await db.DigestSubscriptions.AsNoTracking()
            .Include(row => row.Goals)
            .Include(row => row.Teams)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.PersonId == caller.UserId, cancellationToken);
        if (letter is null)
        {
            return [];
        }

        var goals = await db.Goals.AsNoTracking().ToDictionaryAsync(goal => goal.Id, goal => goal.Name.In(CultureInfo.CurrentUICulture), cancellationToken);
        var missed = await db.MissedDigests.AsNoTracking().Where(row => row.SubscriptionId == letter.Id).OrderBy(row => row.Week).Select(row => row.Week).ToListAsync(cancellationToken);
        return
        [
            new PersonalRow(letter.Id, letter.StartedAt, letter.EndedAt is null ? "LetterComes" : "LetterEnded", Chosen:
            [
                CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(letter.Weekday),
                letter.At.ToString("HH:mm", CultureInfo.InvariantCulture),
                CultureInfo.GetCultureInfo(letter.Language).NativeName,
                words.Of(letter.PausesOverHolidays ? "LetterRests" : "LetterNeverRests"),
                .. letter.Goals.Select(goal => goals.GetValueOrDefault(goal.GoalId)).OfType<string>(),
                // Names of teams are not kept; whoever is in one knows it by its id from the address of the team.
                .. letter.Teams.Select(team => words.Of("LetterTeam", team.TeamId)),
                .. missed.Select(week => words.Of("LetterMissed", week)),
            ]),
        ];
    }

    public async Task<IReadOnlyList<PersonalRow>> ChatAsync(CancellationToken cancellationToken) =>
    [
        .. (await db.ChannelInstallations.AsNoTracking().Where(row => row.PersonId == caller.UserId).OrderByDescending(row => row.InstalledAt).ToListAsync(cancellationToken))
            .Select(row => new PersonalRow(row.Id, row.InstalledAt, row.ClosedAt is null ? "ChatOpen" : "ChatClosed")),
    ];

    public async Task<IReadOnlyList<PersonalRow>> CardsAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var own = db.Deliveries.AsNoTracking().Where(card => card.PersonId == caller.UserId);
        if (after is not null)
        {
            own = own.Where(card => card.CreatedAt < after.At || (card.CreatedAt == after.At && card.Id < after.LinkId));
        }

        var cards = await own.OrderByDescending(card => card.CreatedAt).ThenByDescending(card => card.Id).Take(count)
            .Select(card => new { card.Id, card.CreatedAt, card.Purpose, card.InitiativeId })
            .ToListAsync(cancellationToken);
        var open = await initiatives.OpenAsync(cards.Select(card => card.InitiativeId).OfType<Guid>(), cancellationToken);
        return [.. cards.Select(card => ReadInitiativeRows.Named(new PersonalRow(card.Id, card.CreatedAt, $"Card{card.Purpose}"), card.InitiativeId, open))];
    }

    /// <summary>The row is told by its id, as the trail itself does.</summary>
    public async Task<IReadOnlyList<PersonalRow>> ActsAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var own = db.AuditEvents.AsNoTracking().Where(noted => noted.PersonId == caller.UserId);
        if (after is not null)
        {
            own = own.Where(noted => noted.At < after.At || (noted.At == after.At && noted.Id < after.LinkId));
        }

        var acts = await own.OrderByDescending(noted => noted.At).ThenByDescending(noted => noted.Id).Take(count).ToListAsync(cancellationToken);
        return [.. acts.Select(noted => new PersonalRow(noted.Id, noted.At, PersonalWords.OfAct(noted.Action), noted.RowId.ToString()))];
    }
}
