using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TillitTeams.Sandbox;

/// <summary>Where everything listens, decided before anything starts because each part names the others.</summary>
public sealed record SandboxAddresses(Uri ClientUrl, Uri AppUrl, Uri CloudUrl)
{
    private static readonly ConcurrentDictionary<int, bool> Chosen = [];

    public Uri GraphUrl => new(CloudUrl, "v1.0");

    public Uri ConnectorUrl => new(CloudUrl, "connector/");

    public Uri BotMetadataUrl => new(CloudUrl, "botframework/.well-known/openidconfiguration");

    public static SandboxAddresses Choose(SandboxSettings settings) => new(
        new Uri($"http://localhost:{Port(settings.ClientPort)}/"),
        new Uri($"http://localhost:{Port(settings.AppPort)}/"),
        new Uri($"https://localhost:{Port(settings.CloudPort)}/"));

    private static int Port(int wanted) => wanted != 0 ? wanted : FreePort();

    /// <summary>
    /// A port that nobody listens on and that this process has not been given before. It lies below those that
    /// operating systems give to outgoing connections: one of them could take it before it is listened on.
    /// </summary>
    public static int FreePort()
    {
        int port;
        do
        {
            port = Random.Shared.Next(20_000, 30_000);
        }
        while (!Chosen.TryAdd(port, true) || !IsFree(IPAddress.Loopback, port) || (Socket.OSSupportsIPv6 && !IsFree(IPAddress.IPv6Loopback, port)));

        return port;
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
