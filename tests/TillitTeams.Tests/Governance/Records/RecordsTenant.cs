using TillitTeams.Sandbox;
using TillitTeams.Tests.Goals;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>Every message is linked, and exports are gathered a little at a time and without rest.</summary>
public class RecordsTenant : EverythingLinked
{
    public static readonly IReadOnlyDictionary<string, string?> Eager = new Dictionary<string, string?>
    {
        ["Records:Interval"] = "00:00:00.050", ["Records:BatchSize"] = "7", ["Records:Lease"] = "00:00:01", ["Records:RetryAfter"] = "00:00:00.100", ["Outbox:Interval"] = "00:10:00",
    };

    protected override SandboxSettings Settings => base.Settings with { AppSettings = Eager };
}

/// <summary>The same with every file.</summary>
public sealed class DocumentRecordsTenant : EveryDocumentLinked
{
    protected override SandboxSettings Settings => base.Settings with { AppSettings = RecordsTenant.Eager };
}
