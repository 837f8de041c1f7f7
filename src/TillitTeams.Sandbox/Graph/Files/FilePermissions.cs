namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>
/// The permission tables of SharePoint's and OneDrive's pages, and <c>Sites.Selected</c> beside what it stands
/// in for: it opens a path only on a site that the app was granted (<em>Overview of Selected permissions</em>).
/// </summary>
internal static class FilePermissions
{
    public const string Selected = "Sites.Selected";

    private static readonly GraphPermissions ReadFile = new()
    {
        Delegated = ["Files.Read", "Files.ReadWrite", "Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
        Application = [Selected, "Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
    };

    private static readonly GraphPermissions ReadSite = new()
    {
        Delegated = ["Sites.Read.All", "Sites.ReadWrite.All"],
        Application = [Selected, "Sites.Read.All", "Sites.ReadWrite.All"],
    };

    private static readonly GraphPermissions WriteItem = new()
    {
        Delegated = ["Sites.ReadWrite.All"],
        Application = [Selected, "Sites.ReadWrite.All"],
    };

    private static readonly GraphPermissions ManageSite = new()
    {
        Delegated = ["Sites.Manage.All", "Sites.FullControl.All"],
        Application = [Selected, "Sites.Manage.All", "Sites.FullControl.All"],
    };

    public static readonly GraphPermissions Subscribe = ReadFile with { Delegated = ["Files.ReadWrite", "Files.ReadWrite.All"] };

    public static readonly IReadOnlyDictionary<string, GraphPermissions> Table = new Dictionary<string, GraphPermissions>(StringComparer.Ordinal)
    {
        ["/me/drive"] = ReadFile with { Application = [] },
        ["/drives/{drive}"] = ReadFile,
        ["/drives/{drive}/root"] = ReadFile,
        ["/drives/{drive}/root/delta"] = ReadFile,
        ["/drives/{drive}/items/{item}"] = ReadFile,
        ["/drives/{drive}/items/{item}/children"] = ReadFile,
        ["/drives/{drive}/items/{item}/delta"] = ReadFile,
        ["/drives/{drive}/items/{item}/listItem"] = ReadFile,
        ["/drives/{drive}/items/{item}/permissions"] = ReadFile,
        ["POST /drives/{drive}/items/{item}/extractSensitivityLabels"] = ReadFile with
        {
            Delegated = ["Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
            Application = ["Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
        },
        ["/shares/{share}/driveItem"] = ReadFile with { Application = ["Files.Read.All", "Files.ReadWrite.All", "Sites.ReadWrite.All"] },
        ["/teams/{team}/channels/{channel}/filesFolder"] = new()
        {
            Delegated = ["Files.Read.All", "Files.ReadWrite.All"],
            Application = ["Files.Read.All", "Files.ReadWrite.All"],
        },
        ["POST /search/query"] = new()
        {
            Delegated = ["Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All", "Sites.ReadWrite.All"],
            Application = [],
        },
        ["/sites/{site}"] = ReadSite,
        ["/sites/{site}/drive"] = ReadFile,
        ["/sites/{site}/drives"] = ReadFile,
        ["/sites/{site}/columns"] = ReadSite,
        ["POST /sites/{site}/columns"] = ManageSite,
        ["PATCH /sites/{site}/columns/{column}"] = ManageSite,
        ["/sites/{site}/lists/{list}/columns"] = ReadSite,
        ["POST /sites/{site}/lists/{list}/columns"] = ManageSite,
        ["PATCH /sites/{site}/lists/{list}/columns/{column}"] = ManageSite,
        ["PATCH /sites/{site}/lists/{list}/items/{listItem}/fields"] = WriteItem,
    };
}
