using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Calendar;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest;

/// <summary>What was chosen for letters that ended long ago.</summary>
internal sealed class DisposeEndedLetters(TillitDb db) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.EndedLetters;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => EndedBefore(before).AnyAsync(cancellationToken);

    public Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        EndedBefore(before).OrderBy(letter => letter.EndedAt).Take(most).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<DigestSubscription> EndedBefore(DateTimeOffset before) => db.DigestSubscriptions.Where(letter => letter.EndedAt < before);
}

/// <summary>That letters could not be written, long ago.</summary>
internal sealed class DisposeMissedLetters(TillitDb db) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.MissedLetters;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => DueBefore(before).AnyAsync(cancellationToken);

    public async Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var rows = await DueBefore(before).OrderBy(missed => missed.DueAt).Take(most).ToListAsync(cancellationToken);
        db.RemoveRange(rows);
        await db.SaveChangesAsync(cancellationToken);
        return rows.Count;
    }

    private IQueryable<MissedDigest> DueBefore(DateTimeOffset before) => db.MissedDigests.Where(missed => missed.DueAt < before);
}

/// <summary>What people answered of letters long ago. Answers know their week alone.</summary>
internal sealed class DisposeLetterAnswers(TillitDb db, MunicipalityDates dates) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.LetterAnswers;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => Before(before).AnyAsync(cancellationToken);

    public Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        Before(before).OrderBy(answer => answer.Week).Take(most).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<DigestAnswer> Before(DateTimeOffset before)
    {
        var week = DigestWeek.Of(dates.DayOf(before)).ToString();
        return db.DigestAnswers.Where(answer => answer.Week.CompareTo(week) < 0);
    }
}
