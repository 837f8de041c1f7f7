using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TillitTeams.Storage;

public static class ConflictRetry
{
    private const int Attempts = 6;

    /// <summary>
    /// Reads, decides and saves, and does so again from the start when somebody else saved in between: on
    /// a changed concurrency token as well as on a row that the other one was first to insert, and where two
    /// waited for each other and PostgreSQL chose this one to give way.
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
            catch (Exception exception) when (attempt < Attempts && IsConflict(exception))
            {
                // What is tracked is stale now; the next round reads it anew.
            }
        }
    }

    /// <summary>Entity Framework wraps what a statement of its own came to, differently for each way to make one.</summary>
    private static bool IsConflict(Exception? exception) => exception switch
    {
        null => false,
        DbUpdateException => true,
        PostgresException { SqlState: var state } => state is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation,
        _ => IsConflict(exception.InnerException),
    };
}
