using Microsoft.Extensions.Options;

namespace TillitTeams.Hosting;

/// <summary>
/// What a browser may do with the app's pages. Teams, Outlook, Microsoft 365 and SharePoint may frame them
/// (<em>Tab prerequisites</em>, the frame-ancestors list); scripts come from the app alone, none inline.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next, IOptions<TabOptions> options)
{
    private static readonly string[] Hosts =
    [
        "teams.microsoft.com", "*.teams.microsoft.com", "teams.cloud.microsoft", "*.cloud.microsoft", "*.skype.com",
        "*.office.com", "*.microsoft365.com", "outlook.office.com", "outlook.office365.com", "outlook.live.com", "*.sharepoint.com",
    ];

    private readonly string policy = PolicyFor(options.Value);

    internal static string PolicyFor(TabOptions options) => string.Join("; ",
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        $"frame-ancestors {string.Join(' ', Hosts.Select(host => $"https://{host}").Concat(options.HostOrigins))}",
    ]);

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: what answers for a failure begins anew, without what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // Where a proxy speaks TLS for the app, the app itself is not asked over it.
        if (context.Request.IsHttps || options.Value.PublicUrl?.Scheme == Uri.UriSchemeHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }
    }
}
