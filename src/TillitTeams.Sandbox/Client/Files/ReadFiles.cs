using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Client.Files;

/// <summary>The libraries, folders and files that the person can open, and no others.</summary>
internal static class ReadFiles
{
    /// <summary>The person's OneDrive first, then the sites.</summary>
    public static IReadOnlyList<LibraryView> Libraries(Viewer viewer, SandboxTenant tenant) => tenant.Read(content => content.Sites
        .Where(site => content.MayOpen(viewer.Id, site))
        .OrderBy(site => site.Kind != SiteKind.Personal)
        .ThenBy(site => site.DisplayName, StringComparer.CurrentCultureIgnoreCase)
        .SelectMany(site => site.Drives.Select(drive => new LibraryView(
            drive.Id, drive.Name, site.DisplayName, site.Kind.ToString().ToLowerInvariant(), site.Kind == SiteKind.Personal)))
        .ToList());

    public static Results<Ok<FolderView>, NotFound> Folder(string driveId, string itemId, Viewer viewer, SandboxTenant tenant) => tenant.Read<Results<Ok<FolderView>, NotFound>>(content =>
        content.FindDocument(driveId, itemId) is { Item.Kind: DriveItemKind.Folder } folder && folder.MayRead(viewer.Id)
            ? TypedResults.Ok(FileViews.Folder(folder, viewer))
            : TypedResults.NotFound());

    public static Results<Ok<FileView>, NotFound> File(string driveId, string itemId, Viewer viewer, SandboxTenant tenant) => tenant.Read<Results<Ok<FileView>, NotFound>>(content =>
        content.FindDocument(driveId, itemId) is { } document && document.MayRead(viewer.Id)
            ? TypedResults.Ok(FileViews.Of(document, viewer))
            : TypedResults.NotFound());

    /// <summary>Where a channel's files lie.</summary>
    public static Results<Ok<FilePlace>, NotFound> OfChannel(string id, Viewer viewer, SandboxTenant tenant) => tenant.Read<Results<Ok<FilePlace>, NotFound>>(content =>
        content.FindChannel(id)?.Channel is { } channel && content.IsMember(viewer.Id, channel) && content.FilesOf(channel) is { } folder
            ? TypedResults.Ok(new FilePlace(folder.Drive.Id, folder.Item.Id))
            : TypedResults.NotFound());

    /// <summary>What an address leads to; whoever follows a link to everybody has opened it.</summary>
    public static Results<Ok<FilePlace>, NotFound> Follow(string url, Viewer viewer, SandboxTenant tenant)
    {
        if (tenant.Read(content => content.FindByUrl(url)) is not var (document, link))
        {
            return TypedResults.NotFound();
        }

        if (link is not null)
        {
            tenant.OpenLink(document.Drive.Id, document.Item.Id, link.Id, viewer.Id);
        }

        return tenant.Read(_ => document.MayRead(viewer.Id)) ? TypedResults.Ok(new FilePlace(document.Drive.Id, document.Item.Id)) : TypedResults.NotFound();
    }
}
