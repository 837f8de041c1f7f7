using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Hosting;

namespace TillitTeams.Storage.Tokens;

internal sealed record KeptTokens(byte[] Content, DateTimeOffset ExpiresAt);

/// <summary>
/// People's tokens in a table that all instances read. Nobody depends on it: what is not there, cannot be opened or does not
/// come in time is asked of Entra anew. So the table is not logged, and after the database has crashed it is empty.
/// </summary>
internal sealed partial class TokenRows(DbDataSource database, IOptions<StorageOptions> options, TimeProvider clock, ILogger<TokenRows> logger)
{
    /// <summary>Longer than the way to Entra is, nobody waits for what saves it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(DatabaseOutage.WaitSeconds);

    /// <summary>However long the token itself is good: whoever is forgotten is gone from here within the hour.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly TokenSeal seal = new(Convert.FromBase64String(options.Value.TokenKey!));

    /// <summary>While the database does not answer it is left alone, in ticks of UTC.</summary>
    private long restsUntil;

    public Task<KeptTokens?> ReadAsync(string cacheKey, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var name = seal.NameOf(cacheKey);
            await using var command = database.CreateCommand("SELECT Sealed, ExpiresAt FROM SharedTokens WHERE Name = @name AND ExpiresAt > @now");
            command.Parameters.Add(new NpgsqlParameter("name", name));
            command.Parameters.Add(new NpgsqlParameter("now", clock.GetUtcNow()));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken) && seal.Open(name, reader.GetFieldValue<byte[]>(0)) is { } content
                ? new KeptTokens(content, reader.GetFieldValue<DateTimeOffset>(1))
                : null;
        },
        cancellationToken);

    /// <param name="cacheKey">By which MSAL looks for them.</param>
    /// <param name="content">As MSAL writes them.</param>
    /// <param name="until">When the last of them is over; null where MSAL does not say.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task WriteAsync(string cacheKey, byte[] content, DateTimeOffset? until, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var (name, latest) = (seal.NameOf(cacheKey), clock.GetUtcNow() + Longest);
            await using var command = database.CreateCommand(
                """
                INSERT INTO SharedTokens (Name, Sealed, ExpiresAt) VALUES (@name, @sealed, @until)
                ON CONFLICT (Name) DO UPDATE SET Sealed = EXCLUDED.Sealed, ExpiresAt = EXCLUDED.ExpiresAt
                """);
            command.Parameters.Add(new NpgsqlParameter("name", name));
            command.Parameters.Add(new NpgsqlParameter("sealed", seal.Seal(name, content)));
            command.Parameters.Add(new NpgsqlParameter("until", until < latest ? until.Value.ToUniversalTime() : latest));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return null;
        },
        cancellationToken);

    public Task RemoveAsync(string cacheKey, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            await using var command = database.CreateCommand("DELETE FROM SharedTokens WHERE Name = @name");
            command.Parameters.Add(new NpgsqlParameter("name", seal.NameOf(cacheKey)));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return null;
        },
        cancellationToken);

    /// <summary>What takes too long ends by itself: to wait until it is called off would take longer still.</summary>
    private async Task<KeptTokens?> AskAsync(Func<Task<KeptTokens?>> ask, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow().UtcTicks < Volatile.Read(ref restsUntil))
        {
            return null;
        }

        try
        {
            return await ask().WaitAsync(Limit, clock, cancellationToken);
        }
        catch (Exception away) when (away is DbException or SocketException or IOException or TimeoutException)
        {
            Volatile.Write(ref restsUntil, (clock.GetUtcNow() + Rest).UtcTicks);
            Log.LeftAlone(logger, Rest.TotalSeconds, away);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The tokens that instances share could not be reached. For {Seconds} seconds everybody's are asked of Entra.")]
        public static partial void LeftAlone(ILogger logger, double seconds, Exception exception);
    }
}
