using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>The item behind an address or a sharing link (<em>Accessing shared DriveItems</em>).</summary>
internal static class ShareAnswers
{
    private const string Encoded = "u!";

    public static GraphAnswer Get(GraphCall call)
    {
        if (Decode(call["share"]) is not { } address)
        {
            return DriveErrors.Invalid("The sharing token is invalid.");
        }

        if (call.Tenant.FindByUrl(address) is not var (document, link))
        {
            return DriveErrors.NotFound();
        }

        if (link is { Scope: SharingScope.Organization } && call.Caller.UserId is { } person)
        {
            // Looking through the link is enough for this request; only redeeming it makes the item one's own.
            if (call.Request?.Prefer?.Contains("redeemSharingLink", StringComparison.OrdinalIgnoreCase) == true && link.People.Add(person))
            {
                call.Made = new DriveChanged(document.Drive.Id, document.Item.Id, ChangeKind.Updated);
            }

            return ItemAnswers.Entity(call, document);
        }

        return call.MayRead(document) ? ItemAnswers.Entity(call, document) : DriveErrors.Denied();
    }

    private static string? Decode(string share)
    {
        try
        {
            return share.StartsWith(Encoded, StringComparison.Ordinal) ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(share[Encoded.Length..])) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
