using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>
/// Whatever happens to an initiative is written down as a step of its story, in the transaction that it
/// happens in. The step marks the initiative as changed, so that whoever saves at the same time notices.
/// </summary>
internal sealed class InitiativeSteps(TillitDb db, Caller caller, TimeProvider clock)
{
    private DateTimeOffset latest;

    public void Add(
        Initiative initiative, InitiativeEventKind kind, string? byName, InitiativeField? field = null, string? before = null, string? after = null)
    {
        // Steps of one save are told in the order that they were taken in.
        var now = clock.GetUtcNow();
        latest = now > latest ? now : latest.AddTicks(1);
        db.Add(new InitiativeEvent
        {
            Id = Guid.CreateVersion7(latest),
            TenantId = initiative.TenantId,
            InitiativeId = initiative.Id,
            At = latest,
            ById = caller.UserId,
            ByName = byName,
            Kind = kind,
            Field = field,
            Before = before,
            After = after,
        });
        db.Note(kind == InitiativeEventKind.Started ? AuditAction.InitiativeStarted : AuditAction.InitiativeChanged, initiative.Id, latest);
        initiative.ChangedAt = latest;
        initiative.Version = Guid.NewGuid();
    }
}
