namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>SharePoint's and OneDrive's part of <see cref="GraphRoutes"/>.</summary>
internal static class FileRoutes
{
    private const GraphOptions Delta = GraphOptions.Top | GraphOptions.Select;

    public static readonly IReadOnlyList<GraphRoute> Table =
    [
        new("/me/drive", GraphRate.Files, DriveAnswers.Mine, GraphOptions.Select, GraphOptions.Expand),
        new("/drives/{drive}", GraphRate.Files, DriveAnswers.Get, GraphOptions.Select, GraphOptions.Expand),
        new("/drives/{drive}/root", GraphRate.Files, ItemAnswers.Root, GraphOptions.Select, GraphOptions.Expand),
        new("/drives/{drive}/root/delta", GraphRate.Files, DriveDeltaAnswers.InDrive, Delta, GraphOptions.Expand),
        new("/drives/{drive}/items/{item}", GraphRate.Files, ItemAnswers.Get, GraphOptions.Select, GraphOptions.Expand),
        new("/drives/{drive}/items/{item}/children", GraphRate.Files, ItemAnswers.Children, GraphOptions.Select | GraphOptions.Top | GraphOptions.SkipToken, GraphOptions.Expand | GraphOptions.OrderBy),
        new("/drives/{drive}/items/{item}/delta", GraphRate.Files, DriveDeltaAnswers.InDrive, Delta, GraphOptions.Expand),
        new("/drives/{drive}/items/{item}/listItem", GraphRate.Files, ListItemAnswers.Get, GraphOptions.Expand, GraphOptions.Select),
        new("/drives/{drive}/items/{item}/permissions", GraphRate.Files, PermissionAnswers.OfItem, GraphOptions.Select),
        new("POST /drives/{drive}/items/{item}/extractSensitivityLabels", GraphRate.Files, LabelAnswers.Extract),
        new("/shares/{share}/driveItem", GraphRate.Files, ShareAnswers.Get, GraphOptions.Select, GraphOptions.Expand),
        new("/teams/{team}/channels/{channel}/filesFolder", GraphRate.Files, ItemAnswers.OfChannel),
        new("POST /search/query", GraphRate.Search, SearchAnswers.Query),
        new("/sites/{site}", GraphRate.Files, SiteAnswers.Get, GraphOptions.Select, GraphOptions.Expand),
        new("/sites/{site}/drive", GraphRate.Files, DriveAnswers.OfSite, GraphOptions.Select, GraphOptions.Expand),
        new("/sites/{site}/drives", GraphRate.Files, DriveAnswers.ListOfSite, GraphOptions.Select),
        new("/sites/{site}/columns", GraphRate.Files, ColumnAnswers.OfSite, GraphOptions.Filter | GraphOptions.Select),
        new("POST /sites/{site}/columns", GraphRate.Files, ColumnWrites.AddToSite),
        new("PATCH /sites/{site}/columns/{column}", GraphRate.Files, ColumnWrites.ChangeInSite),
        new("/sites/{site}/lists/{list}/columns", GraphRate.Files, ColumnAnswers.OfList, GraphOptions.Filter | GraphOptions.Select),
        new("POST /sites/{site}/lists/{list}/columns", GraphRate.Files, ColumnWrites.AddToList),
        new("PATCH /sites/{site}/lists/{list}/columns/{column}", GraphRate.Files, ColumnWrites.ChangeInList),
        new("PATCH /sites/{site}/lists/{list}/items/{listItem}/fields", GraphRate.Files, ListItemAnswers.SetFields),
    ];
}
