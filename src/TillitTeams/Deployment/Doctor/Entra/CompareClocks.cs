using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>
/// The clocks of this machine and of the app's agree with Entra's: a token is believed within five minutes of its time,
/// and not beyond.
/// </summary>
internal sealed class CompareClocks(IHttpClientFactory http, Outside outside, IOptionsMonitor<MicrosoftIdentityOptions> identity, TimeProvider clock) : Check
{
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public override IReadOnlyList<Type> Needs => [typeof(FindTenant)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var entra = identity.Get(JwtBearerDefaults.AuthenticationScheme);
        using var client = http.CreateClient();
        using var answer = await client.GetAsync(FindTenant.MetadataOf(entra.Instance!, entra.TenantId!), cancellationToken);
        if (answer.Headers.Date is not { } time)
        {
            return Finding.Remark("NoClock");
        }

        var here = clock.GetUtcNow() - time;
        // Where the app does not answer, that has been told of already.
        var there = await TimeThereAsync(cancellationToken) - time;
        return here.Duration() > Skew ? Finding.Fault("ClockHereOff", Seconds(here))
            : there?.Duration() > Skew ? Finding.Fault("ClockThereOff", Seconds(there.Value))
            : here.Duration() > Bearable ? Finding.Remark("ClockHereOff", Seconds(here))
            : there?.Duration() > Bearable ? Finding.Remark("ClockThereOff", Seconds(there.Value))
            : Finding.Well("ClocksWell");
    }

    private async Task<DateTimeOffset?> TimeThereAsync(CancellationToken cancellationToken)
    {
        if (!outside.IsKnown)
        {
            return null;
        }

        try
        {
            using var answer = await outside.GetAsync(Health.Live, cancellationToken);
            return answer.Headers.Date;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.Duration().TotalSeconds);
}
