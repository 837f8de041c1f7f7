using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>Who may open which site, library and item. What is refused comes back; null lets through.</summary>
internal static class FileAccess
{
    public static GraphAnswer? OpenSite(this GraphCall call, SiteRole role, out Site site)
    {
        site = call.Tenant.FindSite(call["site"])!;
        return site is null ? DriveErrors.NotFound()
            : call.Caller.UserId is { } person
                ? call.Tenant.MayOpen(person, site) && (role == SiteRole.Read || site.Kind is SiteKind.Team or SiteKind.Channel || site.Owners.Contains(person)) ? null : DriveErrors.Denied()
            : call.AppMay(site, role) ? null : DriveErrors.Denied();
    }

    public static GraphAnswer? OpenList(this GraphCall call, SiteRole role, out Site site, out Drive drive)
    {
        drive = null!;
        if (call.OpenSite(role, out site) is { } refusal)
        {
            return refusal;
        }

        drive = site.Drives.Find(candidate => string.Equals(candidate.ListId.ToString(), call["list"], StringComparison.OrdinalIgnoreCase))!;
        return drive is null ? DriveErrors.NotFound() : role != SiteRole.Read && drive.IsReadOnly ? DriveErrors.Denied() : null;
    }

    /// <summary>The library itself: those who only got a file from it do not see the rest.</summary>
    public static GraphAnswer? OpenDrive(this GraphCall call, out Document root)
    {
        root = null!;
        if (!DocumentIds.IsDrive(call["drive"]))
        {
            return DriveErrors.Invalid("The provided drive id appears to be malformed, or does not represent a valid drive.");
        }

        if (call.Tenant.FindDocument(call["drive"], "root") is not { } found)
        {
            return DriveErrors.NotFound();
        }

        root = found;
        return call.MayRead(found) ? null : DriveErrors.Denied();
    }

    public static GraphAnswer? OpenItem(this GraphCall call, out Document document)
    {
        document = null!;
        if (!DocumentIds.IsDrive(call["drive"]))
        {
            return DriveErrors.Invalid("The provided drive id appears to be malformed, or does not represent a valid drive.");
        }

        if (call.Tenant.FindDocument(call["drive"], call["item"]) is not { Item.DeletedAt: null } found)
        {
            return DriveErrors.NotFound();
        }

        document = found;
        return call.MayRead(found) ? null : DriveErrors.Denied();
    }

    public static bool MayRead(this GraphCall call, Document document) =>
        call.Caller.UserId is { } person ? document.MayRead(person) : call.AppMay(document.Site, SiteRole.Read);

    public static bool MayWrite(this GraphCall call, Document document) => call.Caller.UserId is { } person
        ? document.MayWrite(person)
        // A library without the site's permissions has not the app's either.
        : !document.Drive.IsReadOnly && call.AppMay(document.Site, SiteRole.Write);

    /// <summary>Whether the caller is one of the item's owners, who are told of everybody that it is open to (<em>List sharing permissions on a driveItem</em>).</summary>
    public static bool Owns(this GraphCall call, Document document) => call.Caller.UserId is { } person
        ? document.IsOwner(person)
        : call.AppMay(document.Site, SiteRole.Owner);

    /// <summary>A permission for the whole tenant has been asked for already; <c>Sites.Selected</c> asks the site too.</summary>
    private static bool AppMay(this GraphCall call, Site site, SiteRole role) =>
        call.Caller.Roles.Any(permission => permission != FilePermissions.Selected && (permission.StartsWith("Sites.", StringComparison.Ordinal) || permission.StartsWith("Files.", StringComparison.Ordinal)))
        || site.Grants.Exists(grant => grant.ApplicationId == call.Caller.AppId && grant.Role >= role);
}
