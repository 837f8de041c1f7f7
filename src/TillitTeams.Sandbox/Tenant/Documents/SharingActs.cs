namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>What people do to let others in.</summary>
public static class SharingActs
{
    /// <summary>A link for everybody in the tenant, who find the item by it and not before.</summary>
    public static SharingLink ShareWithEverybody(this SandboxTenant tenant, string driveId, string itemId, bool canEdit = false) =>
        tenant.Share(driveId, itemId, SharingScope.Organization, canEdit, []);

    public static SharingLink ShareWith(this SandboxTenant tenant, string driveId, string itemId, IEnumerable<Guid> people, bool canEdit = false) =>
        tenant.Share(driveId, itemId, SharingScope.People, canEdit, people);

    public static void StopSharing(this SandboxTenant tenant, string driveId, string itemId, Guid linkId) => tenant.Change(content =>
        content.Document(driveId, itemId).Item.Sharing.RemoveAll(link => link.Id == linkId) > 0 ? new DriveChanged(driveId, itemId, ChangeKind.Updated) : null);

    /// <summary>Somebody opens a link to everybody: from now on the item is his or hers too.</summary>
    public static void OpenLink(this SandboxTenant tenant, string driveId, string itemId, Guid linkId, Guid by) => tenant.Change(content =>
        content.Document(driveId, itemId).Item.Sharing.Find(link => link.Id == linkId && link.Scope == SharingScope.Organization) is { } found && found.People.Add(by)
            ? new DriveChanged(driveId, itemId, ChangeKind.Updated)
            : null);

    /// <summary>"Stop inheriting permissions": the site's owners are left, and those who are named.</summary>
    public static void StopInheriting(this SandboxTenant tenant, string driveId, string itemId, params IEnumerable<Guid> people) => tenant.Change(content =>
    {
        content.Document(driveId, itemId).Item.OnlyFor = [.. people];
        return new DriveChanged(driveId, itemId, ChangeKind.Updated);
    });

    /// <summary>Sends a file with a message; in a chat those in it are let in, as Teams does.</summary>
    public static Message SendFile(this SandboxTenant tenant, string conversationId, string driveId, string itemId, Guid by, string html = "", string? replyToId = null)
    {
        var (file, others) = tenant.Read(content =>
        {
            var document = content.Document(driveId, itemId);
            var others = content.FindConversation(conversationId) is Chat chat ? chat.Members.Where(member => member != by).ToList() : [];
            return (new FileAttachment(document.Item.UniqueId, document.Item.Name, document.PathUrl()), others);
        });
        if (others.Count > 0)
        {
            tenant.ShareWith(driveId, itemId, others);
        }

        return tenant.Post(conversationId, replyToId, by, html, null, null, file);
    }

    private static SharingLink Share(this SandboxTenant tenant, string driveId, string itemId, SharingScope scope, bool canEdit, IEnumerable<Guid> people)
    {
        var link = new SharingLink { Id = Guid.NewGuid(), Token = DocumentIds.NewSharingToken(), Scope = scope, CanEdit = canEdit, People = [.. people] };
        tenant.Change(content =>
        {
            content.Document(driveId, itemId).Item.Sharing.Add(link);
            return new DriveChanged(driveId, itemId, ChangeKind.Updated);
        });
        return link;
    }
}
