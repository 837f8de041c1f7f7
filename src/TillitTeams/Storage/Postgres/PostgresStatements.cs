using Npgsql;

namespace TillitTeams.Storage;

internal static class PostgresStatements
{
    /// <param name="connection">An open one.</param>
    /// <param name="statement">Written in the code: of what it is made up, nothing comes from outside unquoted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first value of the first row; null when there is none.</returns>
    public static async Task<object?> SayAsync(this NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = statement;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
