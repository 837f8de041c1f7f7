using System.Net.Sockets;
using TillitTeams.Sandbox;

var configuration = new ConfigurationBuilder().AddCommandLine([.. args.Select(arg => arg is "--reset" ? "--reset=true" : arg)]).Build();
// Only the product, or a command of it, in the tenant of another process that may outlive it: its settings are in the environment.
if (configuration["product"] is { } thumbprint)
{
    return await LocalProduct.RunAsync(args[2..], thumbprint);
}

var port = configuration.GetValue("port", 5100);
var settings = new SandboxSettings
{
    ClientPort = port,
    AppPort = port == 0 ? 0 : port + 1,
    CloudPort = port == 0 ? 0 : port + 2,
    DataDirectory = configuration["data"] ?? Path.Combine(Directory.GetCurrentDirectory(), ".sandbox"),
    Reset = configuration.GetValue("reset", false),
};

try
{
    await using var sandbox = await SandboxHost.StartAsync(settings, CancellationToken.None);
    Console.WriteLine($"""

          Vadstena kommun är igång. Öppna / Vadstena kommun is running. Open

              {sandbox.ClientUrl}

          Ctrl+C avslutar / stops.  Börja om / begin anew: lägg till / add  -- --reset
          Data: {settings.DataDirectory}

        """);
    await sandbox.WaitForShutdownAsync();
    return 0;
}
catch (IOException error) when (error.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
{
    Console.Error.WriteLine($"""
        Någon av portarna {port}–{port + 2} är upptagen. Stäng det som använder dem, eller välj andra med --port.
        One of the ports {port}–{port + 2} is taken. Close what uses them, or choose others with --port.
        """);
    return 1;
}
