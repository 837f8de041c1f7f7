using TillitTeams.Sandbox.Entra;

namespace TillitTeams.Sandbox.Client;

public sealed record TokenReply(string? Token, string? Error);

/// <summary>Teams' single sign-on for a tab: a token for the app and the person, without asking her.</summary>
internal static class TabToken
{
    public static TokenReply Get(Viewer viewer, AppRegistration app, AppPackage package, EntraTokens tokens)
    {
        // Teams refuses when the application ID URI does not belong to the tab's own domain (Troubleshoot SSO in Teams).
        var expected = $"api://{app.AppUrl.Authority}/{app.ClientId}";
        return string.Equals(package.Resource(), expected, StringComparison.OrdinalIgnoreCase)
            ? new TokenReply(tokens.MintTabToken(viewer.Person), null)
            : new TokenReply(null, "resourceDisabled");
    }
}
