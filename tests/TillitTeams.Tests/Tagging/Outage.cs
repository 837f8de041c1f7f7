using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Tagging;

public static class Outage
{
    /// <summary>The service is away, in one way or another, for longer than anybody waits.</summary>
    public static void BreakDown(this Faults faults, CloudService service, FaultKind how)
    {
        const int Requests = 50;
        switch (how)
        {
            case FaultKind.Throttle:
                faults.Throttle(service, Requests, TimeSpan.FromMinutes(1));
                break;
            case FaultKind.Slow:
                faults.Slow(service, Requests, TimeSpan.FromSeconds(20));
                break;
            case FaultKind.Drop:
                faults.Drop(service, Requests);
                break;
            default:
                faults.Unavailable(service, Requests);
                break;
        }
    }
}
