using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

public static class ConflictRetry
{
    private const int Attempts = 6;

    /// <summary>
    /// Reads, decides and saves, and does so again from the start when somebody else saved in between: on
    /// a changed concurrency token as well as on a row that the other one was first to insert.
    /// </summary>
    public static async Task<TResult> SaveMergedAsync<TResult>(
        this TillitDb db, Func<CancellationToken, Task<TResult>> decideAndSave, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            try
            {
                return await decideAndSave(cancellationToken);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // What is tracked is stale now; the next round reads it anew.
            }
        }
    }
}
