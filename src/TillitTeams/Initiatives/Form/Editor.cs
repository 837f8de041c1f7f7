using System.Security.Claims;
using Microsoft.Identity.Web;
using TillitTeams.Hosting;

namespace TillitTeams.Initiatives.Form;

/// <summary>Who fills in the form, as their token says.</summary>
internal sealed record Editor(Guid Id, string? Name, bool IsSteward)
{
    public static Editor Of(ClaimsPrincipal person) => new(
        Guid.Parse(person.GetObjectId()!), person.FindFirstValue(ClaimConstants.Name), IdentityWiring.IsSteward(person));
}
