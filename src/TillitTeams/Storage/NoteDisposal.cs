using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;

namespace TillitTeams.Storage;

internal static class NoteDisposal
{
    /// <summary>Removes rows that people have written in, and notes down of each that it went and that nobody did it.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else was at them at once.</exception>
    public static async Task<int> DisposeAsync<TRow>(
        this TillitDb db, IQueryable<TRow> rows, IReadOnlyCollection<Guid> ids, AuditAction action, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await rows.ExecuteDeleteAsync(cancellationToken) != ids.Count)
        {
            throw new DbUpdateConcurrencyException("Some of the rows are gone already.");
        }

        db.AddRange(ids.Select(id => new AuditEvent { Id = Guid.CreateVersion7(at), TenantId = db.TenantId, At = at, Action = action, RowId = id }));
        await db.SaveChangesAsync(cancellationToken);
        return ids.Count;
    }
}
