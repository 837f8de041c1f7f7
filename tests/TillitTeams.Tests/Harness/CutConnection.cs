using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TillitTeams.Tests.Harness;

/// <summary>A cable to a server that a test pulls out and puts back: connections break off, and new ones are refused.</summary>
public sealed class CutConnection : IAsyncDisposable
{
    private readonly IPEndPoint server;
    private readonly ConcurrentDictionary<Socket, bool> open = [];
    private Socket? listener;
    private Task accepting = Task.CompletedTask;

    /// <param name="port">Where the server listens on this machine.</param>
    public CutConnection(int port)
    {
        server = new IPEndPoint(IPAddress.Loopback, port);
        Mend();
    }

    /// <summary>Where the server is reached through the cable.</summary>
    public int Port { get; private set; }

    public void Mend()
    {
        listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen();
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        accepting = AcceptAsync(listener);
    }

    public async Task CutAsync()
    {
        listener?.Dispose();
        await accepting;
        foreach (var socket in open.Keys)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
            {
                var client = await from.AcceptAsync();
                var there = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                client.NoDelay = true;
                (open[client], open[there]) = (true, true);
                await there.ConnectAsync(server);
                _ = PassAsync(client, there);
                _ = PassAsync(there, client);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is cut.
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side is gone, and so are both.
        }

        foreach (var socket in new[] { from, to })
        {
            open.TryRemove(socket, out _);
            socket.Dispose();
        }
    }
}
