using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Harness;

/// <summary>Vadstena, and a neighbour whose tenant the same app serves.</summary>
public class TwoTenants : LocalTenant
{
    public static Guid Neighbour { get; } = Guid.Parse("7b1f3c52-0b8e-4f0e-9b1a-3c5e7a2d4f10");

    protected override SandboxSettings Settings => base.Settings with
    {
        // What is to be seen unchanged is neither delivered nor sealed nor followed meanwhile.
        AppSettings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Tenants:Allowed:0"] = Neighbour.ToString(), ["Outbox:Interval"] = "00:10:00", ["Audit:Interval"] = "01:00:00", ["Live:Interval"] = "00:10:00" },
    };
}
