using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Initiatives;

/// <summary>What is written into the outbox stays there to be read.</summary>
public sealed class QuietTenant : LocalTenant
{
    protected override SandboxSettings Settings => base.Settings with { AppSettings = new Dictionary<string, string?> { ["Outbox:Interval"] = "00:10:00" } };
}
