using Microsoft.Identity.Client;
using Microsoft.Identity.Web;
using TillitTeams.Model;

namespace TillitTeams.Hosting;

/// <summary>Fills in who is asking from the tab's validated token.</summary>
public static class IdentifyCaller
{
    public static ValueTask<object?> FromToken(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var user = context.HttpContext.User;
        if (!Guid.TryParse(user.GetTenantId(), out var tenant) || !Guid.TryParse(user.GetObjectId(), out var person))
        {
            return ValueTask.FromResult<object?>(TypedResults.Forbid());
        }

        context.HttpContext.RequestServices.GetRequiredService<Caller>().Identify(tenant, person);
        return next(context);
    }

    /// <summary>Whether Entra refused to act on the person's behalf because the permissions are not consented to.</summary>
    public static bool IsConsentMissing(Exception exception) =>
        exception is MicrosoftIdentityWebChallengeUserException or MsalUiRequiredException
        || (exception.InnerException is { } inner && IsConsentMissing(inner));
}
