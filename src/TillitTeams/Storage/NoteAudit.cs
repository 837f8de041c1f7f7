using TillitTeams.Model;

namespace TillitTeams.Storage;

internal static class NoteAudit
{
    /// <summary>Notes down what the caller does to a row, to be saved together with it.</summary>
    public static void Note(this TillitDb db, AuditAction action, Guid row, DateTimeOffset at) => db.Note(action, row, at, db.PersonId);

    /// <param name="person">Who did it, where that is not the caller: <see cref="AuditEvent.PersonId"/>.</param>
    public static void Note(this TillitDb db, AuditAction action, Guid row, DateTimeOffset at, Guid person) => db.Add(new AuditEvent
    {
        Id = Guid.CreateVersion7(at), TenantId = db.TenantId, At = at, PersonId = person, Action = action, RowId = row,
    });
}
