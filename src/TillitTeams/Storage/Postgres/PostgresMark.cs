using System.Data.Common;

namespace TillitTeams.Storage;

/// <summary>
/// Whoever writes takes a transaction id, and a snapshot names those that are taken and under way (<em>System Information
/// Functions</em>). It is asked for everybody who waits at once: whoever comes while it is being asked gets the answer to the next
/// question, which begins after they came.
/// </summary>
internal sealed class PostgresMark(DbDataSource database) : ChangeMark, IAsyncDisposable
{
    private readonly Lock gate = new();

    /// <summary>What is being asked, and what will be when it is answered.</summary>
    private Task<string>? now, next;

    /// <summary>On a connection of its own. One asks at a time.</summary>
    private DbCommand? ask;

    public override async ValueTask<string> ReadAsync(CancellationToken cancellationToken) => await Join().WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync() => await ForgetAsync();

    private Task<string> Join()
    {
        lock (gate)
        {
            return now is null ? now = AskAsync() : next ??= AskAfterAsync(now);
        }
    }

    private async Task<string> AskAfterAsync(Task<string> before)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Never at once: what this returns is to stand where others join it before it goes on, and whoever is about to come joins, and
        // is not left to the question after.
        await Task.Yield();
        lock (gate)
        {
            (now, next) = (next, null);
        }

        return await AskAsync();
    }

    private async Task<string> AskAsync()
    {
        try
        {
            return await AskKeptAsync();
        }
        finally
        {
            lock (gate)
            {
                if (next is null)
                {
                    now = null;
                }
            }
        }
    }

    /// <summary>It is nobody's alone, so nobody who leaves ends it.</summary>
    private async Task<string> AskKeptAsync()
    {
        var isFresh = ask is null;
        try
        {
            ask ??= await ConnectAsync();
            return (string)(await ask.ExecuteScalarAsync(CancellationToken.None))!;
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            await ForgetAsync();
            if (isFresh)
            {
                throw;
            }
        }

        // The server may have been started anew since.
        return await AskKeptAsync();
    }

    private async Task<DbCommand> ConnectAsync()
    {
        var connection = await database.OpenConnectionAsync(CancellationToken.None);
        var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_current_snapshot()::text";
        return command;
    }

    private async ValueTask ForgetAsync()
    {
        var connection = ask?.Connection;
        ask = null;
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }
}
