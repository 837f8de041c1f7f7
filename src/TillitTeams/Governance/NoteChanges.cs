using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance;

/// <summary>Writes each change down in the history that everybody reads, and in the audit, in the transaction that it is made in.</summary>
internal sealed class NoteChanges(TillitDb db, TimeProvider clock)
{
    private DateTimeOffset? at;

    /// <summary>One act has one time, however many rows it makes.</summary>
    private DateTimeOffset At => at ??= clock.GetUtcNow();

    public void Added(GovernanceItem item, ModelActor actor)
    {
        Add(item, ModelChangeKind.Added, actor, null, null, item.Name.Sv, item.DecisionReference, item.DecidedOn);
        Audit(AuditAction.ModelItemAdded, item, actor);
    }

    public void Changed(GovernanceItem item, ItemDraft before, ItemDraft after, ModelActor actor)
    {
        foreach (var field in after.DifferencesFrom(before))
        {
            Add(item, ModelChangeKind.Changed, actor, field, Text(before[field]), Text(after[field]), item.DecisionReference, item.DecidedOn);
        }

        Audit(AuditAction.ModelItemChanged, item, actor);
    }

    public void Retired(GovernanceItem item, DateOnly? before, EndDecision decision)
    {
        Add(item, ModelChangeKind.Retired, ModelActor.Steward, ModelField.ValidTo, Text(before), Text(item.ValidTo), decision.Reference, decision.DecidedOn);
        Audit(AuditAction.ModelItemRetired, item, ModelActor.Steward);
    }

    public void Merged(GovernanceItem item, GovernanceItem into, bool linksFollow, DateOnly? before, EndDecision decision)
    {
        if (item.ValidTo != before)
        {
            Add(item, ModelChangeKind.Retired, ModelActor.Steward, ModelField.ValidTo, Text(before), Text(item.ValidTo), decision.Reference, decision.DecidedOn);
        }

        Add(item, linksFollow ? ModelChangeKind.MergedWithLinks : ModelChangeKind.MergedWithoutLinks, ModelActor.Steward, null, null, into.Name.Sv, decision.Reference, decision.DecidedOn);
        Audit(AuditAction.ModelItemMerged, item, ModelActor.Steward);
    }

    public void Reordered(IReadOnlyList<GovernanceItem> before, IReadOnlyList<GovernanceItem> after, ModelActor actor)
    {
        db.Add(new ModelChange
        {
            Id = Guid.CreateVersion7(At), TenantId = db.TenantId, At = At, Actor = actor, ItemKind = after[0].Kind, Kind = ModelChangeKind.Reordered, Before = Names(before), After = Names(after),
        });
        Audit(AuditAction.ModelReordered, after[0], actor);
    }

    private void Add(
        GovernanceItem item, ModelChangeKind kind, ModelActor actor, ModelField? field, string? before, string? after, string reference, DateOnly decidedOn) => db.Add(new ModelChange
    {
        Id = Guid.CreateVersion7(At), TenantId = db.TenantId, At = At, Actor = actor, ItemKind = item.Kind, ItemId = item.Id, Kind = kind, Field = field, Before = before, After = after, DecisionReference = reference, DecidedOn = decidedOn,
    });

    /// <summary>Of what the app does by itself on its first start, the history tells.</summary>
    private void Audit(AuditAction action, GovernanceItem item, ModelActor actor)
    {
        if (actor != ModelActor.FirstFile)
        {
            db.Note(action, item.Id, At);
        }
    }

    private static string Names(IEnumerable<GovernanceItem> items) => string.Join('\n', items.Select(item => item.Name.Sv));

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string? Text(DateOnly? day) => day is { } known ? ItemDraft.TextOf(known) : null;
}

/// <summary>The council's minutes that end something.</summary>
internal sealed record EndDecision(string Reference, DateOnly DecidedOn);
