using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Entra;

/// <param name="LoginHint">Who is signed in: the user principal name.</param>
public sealed record AuthorizeRequest(
    [FromQuery(Name = "client_id")] string ClientId,
    [FromQuery(Name = "redirect_uri")] string RedirectUri,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "login_hint")] string? LoginHint);

/// <summary>
/// The page on which a person consents to what the app asks for. What an administrator must decide, only
/// an administrator can accept here, for everybody.
/// </summary>
public sealed class ConsentPages(SandboxTenant tenant, AppRegistration app)
{
    private static readonly Dictionary<string, string> Descriptions = new(StringComparer.Ordinal)
    {
        ["User.Read"] = "Logga in dig och läsa din profil",
        ["ChannelMessage.Read.All"] = "Läsa meddelanden i kanaler som du själv kan läsa",
        ["Chat.Read"] = "Läsa dina chattmeddelanden",
        ["Files.Read.All"] = "Läsa dokument som du själv kan öppna",
        ["Team.ReadBasic.All"] = "Läsa namn och beskrivningar på team",
        ["Channel.ReadBasic.All"] = "Läsa namn och beskrivningar på kanaler",
    };

    public IResult Ask(AuthorizeRequest request)
    {
        if (request.ClientId != app.ClientId.ToString() || !app.RedirectUris.Contains(request.RedirectUri, StringComparer.Ordinal))
        {
            return Page("AADSTS50011", "<p>Svarsadressen stämmer inte med den som appen är registrerad med.</p>", StatusCodes.Status400BadRequest);
        }

        var person = tenant.Read(content => content.People.Find(candidate =>
            candidate.CanSignIn && string.Equals(candidate.UserPrincipalName, request.LoginHint, StringComparison.OrdinalIgnoreCase)));
        if (person is null)
        {
            return PickAccount(request);
        }

        var needsAdministrator = app.DelegatedPermissions.Any(AppRegistration.NeedsAdministrator) && !person.IsAdministrator;
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<p class=who>{Encode(person.UserPrincipalName)}</p>");
        body.Append(needsAdministrator
            ? "<h1>Administratörens godkännande krävs</h1><p><b>TillitTeams</b> behöver behörigheter som bara en administratör kan ge. Be din IT-enhet att godkänna appen.</p>"
            : "<h1>Begärda behörigheter</h1><p><b>TillitTeams</b> vill ha behörighet att:</p>");
        body.Append("<ul>");
        foreach (var permission in app.DelegatedPermissions)
        {
            body.Append(CultureInfo.InvariantCulture, $"<li>{Encode(Descriptions.GetValueOrDefault(permission, permission))}</li>");
        }

        body.Append("</ul><form method=post action=''>");
        body.Append(CultureInfo.InvariantCulture, $"<input type=hidden name=redirect_uri value=\"{Encode(request.RedirectUri)}\">");
        body.Append(CultureInfo.InvariantCulture, $"<input type=hidden name=state value=\"{Encode(request.State ?? "")}\">");
        body.Append(CultureInfo.InvariantCulture, $"<input type=hidden name=person value=\"{person.Id}\">");
        body.Append("<div class=row><button name=answer value=cancel>Avbryt</button>");
        body.Append(needsAdministrator ? "" : "<button name=answer value=accept class=primary>Acceptera</button>");
        body.Append("</div></form>");
        return Page("Behörigheter", body.ToString());
    }

    public IResult Answer(string redirectUri, string? state, bool accepted, Guid personId)
    {
        if (!app.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
        {
            return Results.BadRequest();
        }

        var person = tenant.Read(content => content.FindPerson(personId));
        var allowed = accepted
            && person is { CanSignIn: true }
            && (person.IsAdministrator || !app.DelegatedPermissions.Any(AppRegistration.NeedsAdministrator));
        if (allowed)
        {
            app.ConsentedPermissions.UnionWith(app.DelegatedPermissions);
        }

        var answer = allowed
            ? $"code={Guid.NewGuid():N}"
            : "error=access_denied&error_description=AADSTS65004%3A+User+declined+to+consent+to+access+the+app.";
        return Results.Redirect($"{redirectUri}?{answer}&state={Uri.EscapeDataString(state ?? "")}");
    }

    /// <summary>An app that does not say who is there leaves it to the person.</summary>
    private IResult PickAccount(AuthorizeRequest request)
    {
        var accounts = tenant.Read(content => content.People.Where(person => person.CanSignIn).Select(person =>
            $"<li><a href=\"{Encode(AddressFor(person))}\">{Encode(person.DisplayName)}</a><p class=who>{Encode(person.UserPrincipalName)}</p></li>").ToList());
        return Page("Välj ett konto", $"<h1>Välj ett konto</h1><ul>{string.Concat(accounts)}</ul>");

        string AddressFor(Person person) => QueryHelpers.AddQueryString("", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = request.ClientId,
            ["redirect_uri"] = request.RedirectUri,
            ["state"] = request.State,
            ["login_hint"] = person.UserPrincipalName,
        });
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static IResult Page(string title, string body, int status = StatusCodes.Status200OK) => Results.Content(
        $$"""
        <!doctype html><html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{Encode(title)}}</title>
        <style>
          body { font: 15px/1.5 "Segoe UI", system-ui, sans-serif; background: #f2f2f2; color: #1b1b1b; display: grid; place-items: center; min-height: 100vh; margin: 0 }
          main { background: #fff; padding: 44px; width: min(440px, 100vw); box-sizing: border-box; box-shadow: 0 2px 6px #0003 }
          h1 { font-size: 24px; line-height: 1.2; margin: 16px 0 } .who { color: #555; margin: 0 } li { margin: 8px 0 }
          .row { display: flex; gap: 8px; justify-content: end; margin-top: 24px }
          button { font: inherit; padding: 6px 20px; border: 0; background: #ccc; color: #1b1b1b; cursor: pointer } .primary { background: #005ba1; color: #fff }
        </style>
        <main>{{body}}</main></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
