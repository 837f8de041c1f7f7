using TillitTeams.Model;

namespace TillitTeams.Storage;

/// <summary>What is not said alike to SQLite and PostgreSQL; everything else Entity Framework says for both.</summary>
internal abstract class StoreQueries
{
    /// <summary>See <see cref="ListedLinks.LinkPlacesAsync"/>.</summary>
    public abstract FormattableString LinkPlaces(Guid tenantId, IReadOnlyList<string> containers);

    /// <summary>See <see cref="ListedLinks.NewestAsync"/>; a link in several lists may come several times.</summary>
    public abstract FormattableString Newest(Guid tenantId, ListRange range);

    /// <summary>See <see cref="ListedLinks.LinksAt"/>.</summary>
    public abstract FormattableString LinksAt(IReadOnlyList<Guid> ids);

    /// <summary>
    /// Those of the links whose texts have all the words; null where <see cref="LinkSearch"/> can tell by itself what the index of words
    /// would find. One that finds <i>skolor</i> by <i>skola</i> has to be asked.
    /// </summary>
    public abstract FormattableString? LinksSaying(IReadOnlyList<string> words, IReadOnlyList<Guid> ids);

    /// <summary>The newest whose texts have all the words.</summary>
    public abstract FormattableString LinksWith(Guid tenantId, IReadOnlyList<string> words, ListRange range);

    /// <summary>The ids of initiatives whose texts have all the words; without a word, none.</summary>
    public abstract FormattableString InitiativesWith(IReadOnlyList<string> words);

    /// <summary>Waits for others in this process that are saving, where they would only be in each other's way.</summary>
    /// <returns>To be disposed of when it is saved.</returns>
    public virtual ValueTask<IDisposable?> WaitToSaveAsync(TillitDb db, CancellationToken cancellationToken) => ValueTask.FromResult<IDisposable?>(null);

    /// <summary>Nobody else chooses until what is chosen after this is stored.</summary>
    /// <param name="db">Within a transaction.</param>
    /// <param name="turn">At what; whoever is at something else in the tenant is not waited for.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public abstract Task TakeTurnAsync(TillitDb db, Turn turn, CancellationToken cancellationToken);
}

/// <summary>What instances on one database do one after the other in a tenant. The numbers are of the app's own choosing.</summary>
internal enum Turn
{
    Deliveries = 0x7177,
    Audit,
    Disposal,
    Forgetting,
}
