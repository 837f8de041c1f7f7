using System.Security.Claims;
using TillitTeams.Hosting;

namespace TillitTeams.Teams;

/// <summary>Whether an activity that was signed for is from where it says, for a tenant that is served, and not one too many.</summary>
internal sealed partial class AdmitActivity(ServiceUrls serviceUrls, AllowedTenants tenants, RequestLimits limits, ILogger<AdmitActivity> logger)
{
    public Admission Admit(Activity activity, ClaimsPrincipal signer)
    {
        if (activity.ChannelId is not (null or BotAuthentication.Channel)
            || !serviceUrls.Allow(activity.ServiceUrl)
            || !SameUrl(signer.FindFirstValue(BotAuthentication.ServiceUrlClaim), activity.ServiceUrl))
        {
            Log.ForeignServiceUrl(logger);
            return new Admission.Refused();
        }

        if (activity.TenantId is not { } tenant || !tenants.Includes(tenant))
        {
            Log.ForeignTenant(logger);
            return new Admission.Refused();
        }

        // Of what happens to teams and installations nothing may be missed, and people have no hand in how much it is.
        return activity.Type is "invoke" or "message" && activity.UserId is { } person && limits.Ask(tenant, person) is { } wait
            ? new Admission.TooMany(wait)
            : new Admission.Admitted();
    }

    private static bool SameUrl(string? claimed, string? stated) =>
        claimed is not null
        && stated is not null
        && claimed.TrimEnd('/').Equals(stated.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused an activity: its service URL is not on the list or not the one that was signed.")]
        public static partial void ForeignServiceUrl(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Refused an activity: its tenant is not served here.")]
        public static partial void ForeignTenant(ILogger logger);
    }
}

internal abstract record Admission
{
    public sealed record Admitted : Admission;

    public sealed record Refused : Admission;

    /// <param name="Wait">Until the next is answered.</param>
    public sealed record TooMany(TimeSpan Wait) : Admission;
}
