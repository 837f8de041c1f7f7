using System.Net;
using System.Net.Sockets;

namespace TillitTeams.Sandbox;

/// <summary>Where everything listens, decided before anything starts because each part names the others.</summary>
public sealed record SandboxAddresses(Uri ClientUrl, Uri AppUrl, Uri CloudUrl)
{
    public Uri GraphUrl => new(CloudUrl, "v1.0");

    public Uri ConnectorUrl => new(CloudUrl, "connector/");

    public Uri BotMetadataUrl => new(CloudUrl, "botframework/.well-known/openidconfiguration");

    public static SandboxAddresses Choose(SandboxSettings settings) => new(
        new Uri($"http://localhost:{Port(settings.ClientPort)}/"),
        new Uri($"http://localhost:{Port(settings.AppPort)}/"),
        new Uri($"https://localhost:{Port(settings.CloudPort)}/"));

    private static int Port(int wanted)
    {
        if (wanted != 0)
        {
            return wanted;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
