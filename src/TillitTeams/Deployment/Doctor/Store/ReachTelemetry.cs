using System.Net.Sockets;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>Where traces, metrics and logs are to go, somebody takes them (<em>OpenTelemetry protocol exporter</em>).</summary>
internal sealed class ReachTelemetry(IConfiguration configuration) : Check
{
    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (configuration[Telemetry.Endpoint] is not { Length: > 0 } written)
        {
            return Finding.Well("NoTelemetry", Telemetry.Endpoint);
        }

        if (!Uri.TryCreate(written, UriKind.Absolute, out var endpoint) || endpoint.Host.Length == 0)
        {
            return Finding.Fault("TelemetryUnread", Telemetry.Endpoint);
        }

        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port, cancellationToken);
            return Finding.Well("TelemetryWell", endpoint.Authority);
        }
        catch (SocketException)
        {
            return Finding.Fault("TelemetryUnreached", Telemetry.Endpoint, endpoint.Authority);
        }
    }
}
