namespace TillitTeams.Tagging.Documents;

internal static class SharePointHosts
{
    /// <summary>Whether the site is somebody's OneDrive, which has its own host and is no place for common columns.</summary>
    public static bool IsPersonal(string siteId) => siteId.Split(',')[0].Contains("-my.sharepoint.", StringComparison.OrdinalIgnoreCase);
}
