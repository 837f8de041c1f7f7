using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>
/// The <c>permission</c> resource: to whom an item is open, by itself or by what lies above it. Libraries of SharePoint do
/// not say which of the two, and "for a non-owner caller, only the sharing permissions that apply to the caller are
/// returned" (<em>List sharing permissions on a driveItem</em>, and the remarks of <em>permission resource type</em>).
/// </summary>
internal static class PermissionAnswers
{
    private const string Type = "microsoft.graph.permission";

    /// <summary>What may be selected; a facet that the permission has not is left out.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "roles", "grantedToV2", "grantedToIdentitiesV2", "grantedTo", "grantedToIdentities", "link", "invitation", "inheritedFrom", "shareId", "expirationDateTime", "hasPassword",
    };

    public static GraphAnswer OfItem(GraphCall call)
    {
        if (call.OpenItem(out var document) is { } refusal)
        {
            return refusal;
        }

        if (call.Query.Selected?.FirstOrDefault(property => !Known.Contains(property)) is { } unknown)
        {
            return DriveErrors.Invalid($"Parsing OData Select and Expand failed: Could not find a property named '{unknown}' on type '{Type}'.");
        }

        var owns = call.Owns(document);
        return GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = call.Context(
                $"{GraphJson.Key("drives", document.Drive.Id)}/{GraphJson.Key("items", document.Item.Id)}/permissions{call.Query.SelectSuffix}"),
            ["value"] = new JsonArray([.. Of(call, document, owns).Where(permission => owns || permission.Applies).Select(permission => Narrow(call, permission.Json))]),
        });
    }

    private static JsonObject Narrow(GraphCall call, JsonObject permission)
    {
        foreach (var other in permission.Select(pair => pair.Key).Where(key => call.Query.Selected?.Contains(key) == false).ToList())
        {
            permission.Remove(other);
        }

        return permission;
    }

    /// <returns>Each with whether it applies to the caller.</returns>
    private static IEnumerable<(bool Applies, JsonObject Json)> Of(GraphCall call, Document document, bool owns)
    {
        var (site, caller) = (document.Site, call.Caller.UserId);
        var reads = caller is { } reader && call.Tenant.MayOpen(reader, site);
        if (site.Kind == SiteKind.Personal)
        {
            yield return (caller == site.Owners.First(), ToPerson(call, site.Owners.First(), "owner"));
        }
        else
        {
            yield return (caller is { } owner && document.IsOwner(owner), ToGroup(3, $"Ägare av {site.DisplayName}", "owner"));
        }

        foreach (var person in document.OwnPermissions?.OnlyFor ?? [])
        {
            yield return (person == caller, ToPerson(call, person, document.Drive.IsReadOnly ? "read" : "write"));
        }

        if (site.Kind != SiteKind.Personal && document.OwnPermissions is null)
        {
            yield return (reads && site.Kind != SiteKind.Communication, ToGroup(5, $"Medlemmar i {site.DisplayName}", document.Drive.IsReadOnly ? "read" : "write"));
            yield return (reads && site.Kind == SiteKind.Communication, ToGroup(4, $"Besökare på {site.DisplayName}", "read"));
        }

        foreach (var link in document.Inherited.SelectMany(item => item.Sharing))
        {
            yield return (caller is { } person && link.People.Contains(person), ToLink(call, document, link, owns));
        }

        foreach (var grant in site.Grants)
        {
            yield return (caller is null && grant.ApplicationId == call.Caller.AppId, ToApp(grant));
        }
    }

    private static JsonObject ToGroup(int id, string name, string role) => Permission(
        $"site/{id}",
        role,
        "grantedToV2",
        new JsonObject { ["siteGroup"] = new JsonObject { ["displayName"] = name, ["id"] = $"{id}", ["loginName"] = name } });

    private static JsonObject ToPerson(GraphCall call, Guid person, string role) => Permission($"person/{person}", role, "grantedToV2", DriveItemJson.By(call, person));

    private static JsonObject ToApp(SiteGrant grant) => Permission(
        $"app/{grant.ApplicationId}",
        grant.Role switch { SiteRole.Read => "read", SiteRole.Write => "write", _ => "owner" },
        "grantedToV2",
        new JsonObject { ["application"] = new JsonObject { ["id"] = grant.ApplicationId } });

    /// <summary>Its address is a secret, which only those are told who could have made it.</summary>
    private static JsonObject ToLink(GraphCall call, Document document, SharingLink link, bool owns)
    {
        var json = Permission(
            $"{link.Id}",
            link.CanEdit ? "write" : "read",
            "grantedToIdentitiesV2",
            new JsonArray([.. link.People.Select(person => DriveItemJson.By(call, person))]));
        var about = new JsonObject { ["scope"] = link.Scope == SharingScope.Organization ? "organization" : "users", ["type"] = link.CanEdit ? "edit" : "view" };
        if (owns)
        {
            about["webUrl"] = document.SharingUrl(link);
        }

        json["link"] = about;
        return json;
    }

    /// <summary>Who is granted it makes its id: the same grantee has the same on every item of a site.</summary>
    private static JsonObject Permission(string grantee, string role, string property, JsonNode to) => new()
    {
        ["id"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(grantee)),
        ["roles"] = new JsonArray(role),
        [property] = to,
    };
}
