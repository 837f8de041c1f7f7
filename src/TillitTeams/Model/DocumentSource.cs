namespace TillitTeams.Model;

/// <summary>Where a file lies in SharePoint or OneDrive. A move within the drive changes nothing here.</summary>
/// <param name="SiteId">As Graph writes it: <c>host,site collection,site</c>; null for what has none.</param>
/// <param name="ListId">The library, for its columns.</param>
/// <param name="ListItemId">The file's row in the library.</param>
/// <param name="TeamId">Entra group id of the team whose site it is; null elsewhere.</param>
public sealed record DocumentSource(string DriveId, string ItemId, string? SiteId, string? ListId, string? ListItemId, string? TeamId)
{
    /// <summary>The container of every document that does not lie in a team's site: who reaches it cannot be told from where it lies.</summary>
    public const string Elsewhere = "documents";

    /// <inheritdoc cref="Link.ContainerId"/>
    public string ContainerId => TeamId ?? Elsewhere;

    public string Key => KeyOf(DriveId, ItemId);

    public static string KeyOf(string driveId, string itemId) => $"drive/{driveId}/{itemId}";
}
