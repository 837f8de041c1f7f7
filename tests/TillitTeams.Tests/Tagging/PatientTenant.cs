using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Tagging;

/// <summary>For tests of what Graph says: it is waited for, however busy the machine is.</summary>
public class PatientTenant : LocalTenant
{
    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?> { ["Tagging:GraphLimit"] = "00:00:10", ["Bot:ComposeLimit"] = "00:00:10", ["Bot:InvokeLimit"] = "00:00:10", ["Graph:LabelLimit"] = "00:00:20" },
    };
}
