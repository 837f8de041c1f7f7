using System.Net;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>What answers is this app, alive and ready to be given work.</summary>
internal sealed class MeetApp(Outside outside, TabAssets files) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(MeetCertificate)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        using var live = await outside.GetAsync(Health.Live, cancellationToken);
        if (Outside.IsRedirect(live.StatusCode))
        {
            return Finding.Fault("AppRedirects", outside.Address.Host, live.Headers.Location?.ToString() ?? "");
        }

        if (live.StatusCode != HttpStatusCode.OK)
        {
            return Finding.Fault("AppNotAlive", outside.Address.Host, (int)live.StatusCode);
        }

        using var shell = await outside.GetAsync("/tab", cancellationToken);
        var page = await shell.Content.ReadAsStringAsync(cancellationToken);
        if (shell.StatusCode != HttpStatusCode.OK || !page.Contains("id=\"tab-texts\"", StringComparison.Ordinal))
        {
            return Finding.Fault("AnotherApp", outside.Address.Host);
        }

        using var ready = await outside.GetAsync(Health.ReadyForWork, cancellationToken);
        return ready.StatusCode != HttpStatusCode.OK ? Finding.Fault("AppNotReady", (int)ready.StatusCode)
            : !page.Contains(files.UrlOf("tab.js"), StringComparison.Ordinal) ? Finding.Remark("AppOfOtherVersion", outside.Address.Host)
            : Finding.Well("AppWell", outside.Address.Host);
    }
}
