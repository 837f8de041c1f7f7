using TillitTeams.Model;

namespace TillitTeams.Storage;

/// <summary>What is not said alike to SQLite and PostgreSQL; everything else Entity Framework says for both.</summary>
internal abstract class StoreQueries
{
    /// <summary>Whether the index of words finds <i>skolor</i> by <i>skola</i>, so that nobody else can tell what it would find.</summary>
    public abstract bool KnowsWordForms { get; }

    /// <summary>See <see cref="ListedLinks.LinkPlacesAsync"/>.</summary>
    public abstract FormattableString LinkPlaces(Guid tenantId, IReadOnlyList<string> containers);

    /// <summary>See <see cref="ListedLinks.NewestAsync"/>; a link in several lists may come several times.</summary>
    public abstract FormattableString Newest(Guid tenantId, ListRange range);

    /// <summary>See <see cref="ListedLinks.LinksAt"/>.</summary>
    public abstract FormattableString LinksAt(IReadOnlyList<Guid> ids);

    /// <summary>The newest whose texts have all the words.</summary>
    public abstract FormattableString LinksWith(Guid tenantId, IReadOnlyList<string> words, ListRange range);

    /// <summary>The ids of initiatives whose texts have all the words; without a word, none.</summary>
    public abstract FormattableString InitiativesWith(IReadOnlyList<string> words);

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
