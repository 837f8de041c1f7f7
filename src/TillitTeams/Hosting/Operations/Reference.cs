using System.Diagnostics;
using System.Security.Cryptography;

namespace TillitTeams.Hosting;

/// <summary>
/// What somebody quotes when they ask for help: the id of the trace that their request began. It stands in the log, in
/// OpenTelemetry, and at Microsoft Graph as <c>client-request-id</c>.
/// </summary>
internal static class Reference
{
    public static string Current => Activity.Current?.TraceId.ToString() ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
