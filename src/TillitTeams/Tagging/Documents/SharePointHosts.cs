namespace TillitTeams.Tagging.Documents;

internal static class SharePointHosts
{
    /// <summary>Whether the site is somebody's OneDrive, which has its own host and is no place for common columns.</summary>
    public static bool IsPersonal(string siteId) => siteId.Split(',')[0].Contains("-my.sharepoint.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whose host it is: <c>vadstena</c> of <c>vadstena.sharepoint.com</c> and of <c>vadstena-my.sharepoint.com</c>.</summary>
    public static string OrganisationOf(string address) => new Uri(address).Host.Split('.')[0].Replace("-my", "", StringComparison.OrdinalIgnoreCase);
}
