using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace TillitTeams.Hosting;

/// <summary>What Entra brings back to <see cref="AskConsent.EndPath"/>. The code is not redeemed: on-behalf-of needs only the consent.</summary>
public sealed record ConsentAnswer(
    [FromQuery(Name = "code")] string? Code,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "error")] string? Error,
    [FromQuery(Name = "error_description")] string? Description);

/// <summary>The page that tells the tab how it went and closes.</summary>
internal static class EndConsent
{
    /// <summary>Consent that only an administrator can give (<em>Microsoft Entra authentication error codes</em>).</summary>
    private static readonly string[] AdministratorCodes = ["AADSTS65001", "AADSTS90094", "AADSTS90093"];

    public static Results<RazorComponentResult<ConsentEnd>, BadRequest> Get([AsParameters] ConsentAnswer answer, HttpResponse response)
    {
        if (!AskConsent.IsState(answer.State))
        {
            return TypedResults.BadRequest();
        }

        response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ConsentEnd>(new { Outcome = OutcomeOf(answer), answer.State });
    }

    private static string OutcomeOf(ConsentAnswer answer) => answer switch
    {
        { Error: null, Code.Length: > 0 } => ConsentOutcomes.Granted,
        { Description: { } said } when AdministratorCodes.Any(code => said.Contains(code, StringComparison.Ordinal)) => ConsentOutcomes.Administrator,
        { Error: "access_denied" } => ConsentOutcomes.Declined,
        _ => ConsentOutcomes.Failed,
    };
}

/// <summary>The words between this page, the tab's script and <see cref="ConsentNeeded"/>.</summary>
internal static class ConsentOutcomes
{
    public const string Granted = "granted";
    public const string Declined = "declined";
    public const string Administrator = "administrator";
    public const string Failed = "failed";
}
