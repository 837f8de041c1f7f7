using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;

namespace TillitTeams.Storage;

internal static class NoteAudit
{
    /// <summary>Notes down what the caller does to a row, to be saved together with it.</summary>
    public static void Note(this TillitDb db, AuditAction action, Guid row, DateTimeOffset at) => db.Note(action, row, at, db.PersonId);

    /// <summary>Noted twice before it is saved, it is noted once.</summary>
    /// <param name="db">What it is saved with.</param>
    /// <param name="action">What was done.</param>
    /// <param name="row">To which row.</param>
    /// <param name="at">When.</param>
    /// <param name="person">Who did it, where that is not the caller: <see cref="AuditEvent.PersonId"/>.</param>
    public static void Note(this TillitDb db, AuditAction action, Guid row, DateTimeOffset at, Guid person)
    {
        if (!db.ChangeTracker.Entries<AuditEvent>().Any(entry => entry.State == EntityState.Added && entry.Entity.Action == action && entry.Entity.RowId == row))
        {
            db.Add(new AuditEvent { Id = Guid.CreateVersion7(at), TenantId = db.TenantId, At = at, PersonId = person, Action = action, RowId = row });
        }
    }
}
