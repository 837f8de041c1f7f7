using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Audit;

/// <summary>
/// Takes somebody out of the trail without breaking it: without the salt nothing leads from what is left of them to whom it
/// was, and the event that tells of it holds which events were theirs, so that no other can pass for one of them.
/// </summary>
internal sealed class ForgetActor(TillitDb db, SealAudit seal, Caller caller, TimeProvider clock) : IKnowPeople
{
    public Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) => db.AuditEvents.AnyAsync(noted => noted.PersonId == person, cancellationToken);

    public async Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken)
    {
        // Only what has its place in the chain can be let go of. What they do meanwhile, they do after they were forgotten.
        await seal.RunWithinAsync(cancellationToken);
        using var events = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var noted in db.AuditEvents.Where(noted => noted.PersonId == person.Id && noted.Sequence != null).OrderBy(noted => noted.Sequence).Select(noted => noted.Id)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            events.AppendData(noted.ToByteArray(bigEndian: true));
        }

        await db.AuditEvents.Where(noted => noted.PersonId == person.Id && noted.Sequence != null).ExecuteUpdateAsync(
            update => update.SetProperty(noted => noted.PersonId, person.StandIn).SetProperty(noted => noted.PersonSalt, (Guid?)null), cancellationToken);
        var now = clock.GetUtcNow();
        db.Add(new AuditEvent
        {
            Id = Guid.CreateVersion7(now),
            TenantId = caller.TenantId,
            At = now,
            PersonId = caller.UserId,
            Action = AuditAction.PersonForgotten,
            RowId = person.StandIn,
            Covers = events.GetHashAndReset(),
        });
        await db.SaveChangesAsync(cancellationToken);
    }
}
