using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TillitTeams.Sandbox;

/// <summary>Where everything listens, decided before anything starts because each part names the others.</summary>
public sealed record SandboxAddresses(Uri ClientUrl, Uri AppUrl, Uri CloudUrl)
{
    private static readonly ConcurrentBag<FileStream> Claimed = [];

    public Uri GraphUrl => new(CloudUrl, "v1.0");

    public Uri ConnectorUrl => new(CloudUrl, "connector/");

    public Uri BotMetadataUrl => new(CloudUrl, "botframework/.well-known/openidconfiguration");

    public static SandboxAddresses Choose(SandboxSettings settings) => new(
        new Uri($"http://localhost:{Port(settings.ClientPort)}/"),
        new Uri($"http://localhost:{Port(settings.AppPort)}/"),
        new Uri($"https://localhost:{Port(settings.CloudPort)}/"));

    private static int Port(int wanted) => wanted != 0 ? wanted : FreePort();

    /// <summary>
    /// The first of so many ports in a row that nobody listens on and that no process has been given before. They lie below
    /// those that operating systems give to outgoing connections: one of them could take it before it is listened on.
    /// </summary>
    public static int FreePort(int inARow = 1)
    {
        while (true)
        {
            var first = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(first, inARow).All(port => Claim(port) && IsFree(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || IsFree(IPAddress.IPv6Loopback, port))))
            {
                return first;
            }
        }
    }

    /// <summary>As long as this process lives the port is its own: no other can open the file.</summary>
    private static bool Claim(int port)
    {
        try
        {
            var file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"tillit-port-{port}"));
            Claimed.Add(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose));
            return true;
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return false;
        }
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
