using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Teams;

/// <summary>What is answered at the compose box as long as the person there is not signed in.</summary>
public sealed class ComposeSignIn(IStringLocalizer<TeamsTexts> texts, IOptions<TabOptions> options, Caller caller)
{
    /// <returns>Null when there is a result to show.</returns>
    public SignInAnswer? Ask(AsPersonState state) => state switch
    {
        AsPersonState.NotSignedIn => Ask(isSilent: true),
        // For as long as nobody has consented, Teams' own token opens nothing: then the page of the consent is the way.
        AsPersonState.NoConsent => Ask(isSilent: false),
        _ => null,
    };

    private SignInAnswer Ask(bool isSilent) => new(texts["SignIn"], ConsentUrl(), isSilent);

    private string? ConsentUrl() => options.Value.PublicUrl is { } app
        ? QueryHelpers.AddQueryString(new Uri(app, "/tab/consent").AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["state"] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24)),
            ["tenant"] = caller.TenantId.ToString(),
        })
        : null;
}
