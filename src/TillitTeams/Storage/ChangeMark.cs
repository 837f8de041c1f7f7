namespace TillitTeams.Storage;

/// <summary>Tells whether anything at all has been committed to the database since it was asked the last time, by whatever process.</summary>
internal abstract class ChangeMark
{
    /// <returns>As long as it is the same, so is every row; another says only that some row of somebody's may have changed.</returns>
    public abstract ValueTask<string> ReadAsync(CancellationToken cancellationToken);
}
