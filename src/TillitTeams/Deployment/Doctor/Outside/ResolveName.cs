using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>DNS knows the host.</summary>
internal sealed class ResolveName(IOptions<TabOptions> options) : Check
{
    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PublicUrl is not { } address)
        {
            return Finding.Fault("NoPublicUrl");
        }

        try
        {
            var found = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellationToken);
            return Finding.Well("NameResolved", address.Host, string.Join(", ", found.Select(each => each.ToString())));
        }
        catch (SocketException)
        {
            return Finding.Fault("NameUnknown", address.Host);
        }
    }
}
