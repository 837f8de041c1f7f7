using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives.Form;

/// <summary>Who last changed a field.</summary>
internal sealed record ChangedBy(Guid Id, string? Name);

/// <param name="Before">What stood there before, of what is in the person's reach.</param>
/// <param name="Merged">What is stored, or would be.</param>
/// <param name="Problems">What stands in the way, by field.</param>
/// <param name="Others">Who wrote what is taken from somebody else, or collides with it.</param>
internal sealed record StoredInitiative(
    Initiative? Initiative,
    bool IsNew,
    InitiativeDraft Before,
    MergedDraft Merged,
    FormProblem? Problem,
    IReadOnlyList<FieldProblem> Problems,
    IReadOnlyDictionary<InitiativeField, ChangedBy> Others)
{
    public static StoredInitiative Refused(FormProblem problem, InitiativeDraft mine) => new(
        null, false, InitiativeDraft.Empty, new MergedDraft(mine, [], new HashSet<InitiativeField>()), problem, [], new Dictionary<InitiativeField, ChangedBy>());
}

/// <summary>
/// Writes an initiative with its steps and its cards, all at once or not at all. Whoever saves second is
/// noticed by the initiative's version, reads again and merges.
/// </summary>
internal sealed class StoreInitiative(TillitDb db, Caller caller, TimeProvider clock, ApplyDraft apply, QueueCards cards)
{
    /// <summary>The same form gives the same id however often it is sent; and nobody else's form does.</summary>
    public Guid IdOf(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller.TenantId}/{caller.UserId}/{key}")).AsSpan(0, 16));

    public Task<Initiative?> FindAsync(Guid id, CancellationToken cancellationToken) => db.Initiatives
        .Include(initiative => initiative.Channels)
        .Include(initiative => initiative.Goals)
        .Include(initiative => initiative.Principles)
        .AsSplitQuery()
        .FirstOrDefaultAsync(initiative => initiative.Id == id, cancellationToken);

    public Task<StoredInitiative> StoreAsync(
        InitiativeFormInput input, InitiativeDraft mine, InitiativeChoices choices, Editor editor, CancellationToken cancellationToken) =>
        db.SaveMergedAsync(
            async token =>
            {
                var initiative = await FindAsync(input.Id ?? IdOf(input.Key), token);
                if (initiative is null && input.Id is not null)
                {
                    return StoredInitiative.Refused(FormProblem.NotFound, mine);
                }

                if (initiative is not null && CheckDraft.FindProblem(initiative, choices.Channels) is { } problem)
                {
                    return StoredInitiative.Refused(problem, mine);
                }

                var before = initiative is null ? InitiativeDraft.Empty : InitiativeDraft.Of(initiative, choices);
                var merged = MergedDraft.Of(CheckDraft.Reachable(input.Opened, choices), before, CheckDraft.Reachable(mine, choices));
                var stored = new StoredInitiative(
                    initiative, initiative is null, before, merged, null,
                    CheckDraft.Find(merged.Draft, mayLackHome: initiative is { Home: null } && editor.IsSteward),
                    initiative is null ? new Dictionary<InitiativeField, ChangedBy>() : await OthersAsync(initiative, merged, token));
                if (stored.Problems.Count > 0 || merged.Conflicts.Count > 0)
                {
                    return stored with { Problem = stored.Problems.Count > 0 ? FormProblem.LookOver : FormProblem.Conflict };
                }

                return stored with { Initiative = await WriteAsync(initiative, input.Key, before, merged.Draft, choices, editor, token) };
            },
            cancellationToken);

    private async Task<Initiative> WriteAsync(
        Initiative? initiative, string key, InitiativeDraft before, InitiativeDraft to, InitiativeChoices choices, Editor editor, CancellationToken cancellationToken)
    {
        if (initiative is null)
        {
            initiative = new Initiative
            {
                Id = IdOf(key),
                TenantId = caller.TenantId,
                Title = to.Title!,
                State = to.State,
                StartedById = caller.UserId,
                StartedAt = clock.GetUtcNow(),
            };
            db.Add(initiative);
            var isContact = to.Contact == editor.Id;
            apply.Start(initiative, to with { Contact = isContact ? editor.Id : null }, choices, isContact ? editor.Name : null, editor.Name);
        }
        else
        {
            var contact = await ContactAsync(initiative, to.Contact, editor, cancellationToken);
            apply.Apply(initiative, before, to with { Contact = contact.Id }, choices, contact.Name, editor.Name);
        }

        if (db.ChangeTracker.HasChanges())
        {
            await cards.QueueAsync(initiative, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return initiative;
    }

    /// <summary>Nobody is made the contact by somebody else, unless they have had a hand in it themselves.</summary>
    private async Task<(Guid? Id, string? Name)> ContactAsync(Initiative initiative, Guid? wanted, Editor editor, CancellationToken cancellationToken)
    {
        if (wanted is null || wanted == editor.Id)
        {
            return (wanted, wanted is null ? null : editor.Name);
        }

        var name = wanted == initiative.ContactId ? null : await db.InitiativeEvents
            .Where(step => step.InitiativeId == initiative.Id && step.ById == wanted)
            .OrderByDescending(step => step.At)
            .Select(step => step.ByName)
            .FirstOrDefaultAsync(cancellationToken);
        return name is null ? (initiative.ContactId, initiative.ContactName) : (wanted, name);
    }

    private async Task<IReadOnlyDictionary<InitiativeField, ChangedBy>> OthersAsync(Initiative initiative, MergedDraft merged, CancellationToken cancellationToken)
    {
        var fields = merged.Taken.Concat(merged.Conflicts.Select(conflict => conflict.Field)).Distinct().ToList();
        if (fields.Count == 0)
        {
            return new Dictionary<InitiativeField, ChangedBy>();
        }

        var steps = await db.InitiativeEvents.AsNoTracking()
            .Where(step => step.InitiativeId == initiative.Id
                && (step.Kind == InitiativeEventKind.Started || (step.Field != null && fields.Contains(step.Field.Value))))
            .OrderBy(step => step.At)
            .Select(step => new { step.Kind, step.Field, By = new ChangedBy(step.ById, step.ByName) })
            .ToListAsync(cancellationToken);
        // What nobody has changed since is the words of whoever started it.
        return fields
            .Select(field => (Field: field, Last: steps.FindLast(step => step.Field == field) ?? steps.Find(step => step.Kind == InitiativeEventKind.Started)))
            .Where(change => change.Last is not null)
            .ToDictionary(change => change.Field, change => change.Last!.By);
    }
}
