using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The machine knows the municipality's time zone, by which letters go out.</summary>
internal sealed class ReadTimeZone(IOptions<MunicipalityOptions> options, TimeProvider clock) : Check
{
    public override Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.Value.TimeZone);
        return Task.FromResult(Finding.Well("TimeZoneWell", zone.Id, TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime));
    }
}
