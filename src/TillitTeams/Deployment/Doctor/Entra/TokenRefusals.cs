using System.Text.RegularExpressions;
using Microsoft.Identity.Client;

namespace TillitTeams.Deployment.Doctor;

/// <summary>
/// Entra's refusals in plain words (<em>Microsoft Entra authentication and authorization error codes</em>). The codes are for
/// people to act on, and may change: one that is not known here is handed on with Microsoft's own page of it.
/// </summary>
internal static partial class TokenRefusals
{
    /// <summary>The page that tells how an app registration comes to trust a managed identity.</summary>
    private const string Trusting = "entra/workload-id/workload-identity-federation-config-app-trust-managed-identity";

    public static Finding Read(MsalServiceException refused) => IsOfManagedIdentity(refused)
        ? NoManagedIdentity(refused.ErrorCode)
        : Code().Match(refused.Message) is not { Success: true } match
        ? Finding.Fault("EntraSilent", refused.StatusCode)
        : Finding.Fault(match.Groups["code"].Value switch
        {
            "7000215" => "WrongSecret",
            "7000222" => "ExpiredSecret",
            "700016" => "UnknownApp",
            "90002" => "UnknownTenant",
            "700027" or "50012" => "UnknownCertificate",
            "70021" or "700211" or "700212" or "700213" or "7002137" or "7002138" => "NoFederation",
            "700024" or "500133" => "ProofOutOfTime",
            "7000112" or "7000113" => "AppDisabled",
            "7000229" => "NoPrincipal",
            "500011" => "NoResource",
            "53003" => "Blocked",
            "65001" or "90094" => "NotConsented",
            _ => "OtherRefusal",
        }, match.Groups["code"].Value) with { Page = new Uri($"https://login.microsoftonline.com/error?code={match.Groups["code"].Value}") };

    /// <summary>Before Entra is asked, the machine is: MSAL's codes for it have no number (<em>MsalError</em>).</summary>
    public static bool IsOfManagedIdentity(MsalException refused) => refused.ErrorCode.Contains("managed_identity", StringComparison.Ordinal);

    public static Finding NoManagedIdentity(string why) => Finding.Fault("NoManagedIdentity", why).See(Trusting);

    [GeneratedRegex(@"AADSTS(?<code>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
