using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace TillitTeams.Storage.Tokens;

/// <summary>Takes away tokens whose time is over, and does so too where they are not shared any more.</summary>
internal sealed partial class SweepTokens(DbDataSource database, TimeProvider clock, ILogger<SweepTokens> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("DELETE FROM SharedTokens WHERE ExpiresAt <= @now");
        command.Parameters.Add(new NpgsqlParameter("now", clock.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception away) when (away is DbException or SocketException or IOException)
            {
                Log.Failed(logger, away);
            }

            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Tokens whose time is over could not be taken away; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
