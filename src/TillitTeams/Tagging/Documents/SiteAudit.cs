using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging.Documents;

/// <summary>Notes down what a governance lead did, to be saved together with it.</summary>
internal sealed class SiteAudit(TillitDb db, Caller caller, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid TenantId => caller.TenantId;

    public void Note(AuditAction action, Guid row) => db.Add(new AuditEvent
    {
        Id = Guid.CreateVersion7(Now), TenantId = TenantId, At = Now, PersonId = caller.UserId, Action = action, RowId = row,
    });
}
