using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Audit;

/// <summary>
/// Gives new events their place in the chain. They are noted together with what they tell of, and chained afterwards:
/// a chain that grows within every act's transaction would make all acts wait for each other.
/// </summary>
internal sealed partial class SealAudit(TillitDb db, ILogger<SealAudit> logger)
{
    private const int Batch = 500;

    public async Task RunAllAsync(CancellationToken cancellationToken)
    {
        while (await RunAsync(cancellationToken) == Batch)
        {
            // Until there are no more.
        }
    }

    /// <summary>Within the transaction that is under way, for whoever needs everything sealed in it.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else sealed at once: the transaction is to be begun anew.</exception>
    public async Task RunWithinAsync(CancellationToken cancellationToken)
    {
        while (await Waiting.AnyAsync(cancellationToken))
        {
            if ((await SealAsync(cancellationToken)).Head is null)
            {
                throw new DbUpdateConcurrencyException("The audit trail was sealed by somebody else.");
            }
        }
    }

    private IQueryable<AuditEvent> Waiting => db.AuditEvents.AsNoTracking().Where(noted => noted.Sequence == null);

    /// <returns>How many there were; those of which another instance was first count too.</returns>
    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Mostly there are none, and reading keeps nobody from writing.
        if (!await Waiting.AnyAsync(cancellationToken))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (found, head) = await SealAsync(cancellationToken);
        if (head is var (sequence, hash))
        {
            await transaction.CommitAsync(cancellationToken);
            if (logger.IsEnabled(LogLevel.Information))
            {
                // What stands in the log stands outside the database.
                var text = Convert.ToHexStringLower(hash);
                Log.Sealed(logger, db.TenantId, sequence, text);
            }
        }

        return found;
    }

    /// <returns>How many there were, and where the chain ends then; no end when somebody else sealed at once.</returns>
    private async Task<(int Found, (long Sequence, byte[] Hash)? Head)> SealAsync(CancellationToken cancellationToken)
    {
        // Whoever finds events waiting that somebody else is sealing would find the chain grown by them, too.
        await db.Queries.TakeTurnAsync(db, Turn.Audit, cancellationToken);
        var loose = await Waiting.OrderBy(noted => noted.Id).Take(Batch).ToListAsync(cancellationToken);
        var before = await db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken);
        var (sequence, hash) = (before?.Sequence ?? 0, before?.Hash ?? AuditChain.Beginning);
        foreach (var noted in loose)
        {
            noted.Sequence = ++sequence;
            noted.PersonSalt = new Guid(RandomNumberGenerator.GetBytes(16));
            noted.PersonProof = AuditChain.Proof(noted.PersonId, noted.PersonSalt.Value);
            noted.Hash = hash = AuditChain.Hash(hash, noted);
            await db.AuditEvents.Where(row => row.Id == noted.Id && row.Sequence == null).ExecuteUpdateAsync(
                update => update
                    .SetProperty(row => row.Sequence, noted.Sequence)
                    .SetProperty(row => row.PersonSalt, noted.PersonSalt)
                    .SetProperty(row => row.PersonProof, noted.PersonProof)
                    .SetProperty(row => row.Hash, noted.Hash),
                cancellationToken);
        }

        return (loose.Count, await MoveHeadAsync(before, sequence, hash, cancellationToken) ? (sequence, hash) : null);
    }

    /// <returns>Whether nobody else sealed meanwhile.</returns>
    private async Task<bool> MoveHeadAsync(AuditHead? before, long sequence, byte[] hash, CancellationToken cancellationToken)
    {
        if (before is null)
        {
            db.Add(new AuditHead { TenantId = db.TenantId, Sequence = sequence, Hash = hash });
            return await db.SaveChangesAsync(cancellationToken) == 1;
        }

        return await db.AuditHeads.Where(head => head.Sequence == before.Sequence).ExecuteUpdateAsync(
            update => update.SetProperty(head => head.Sequence, sequence).SetProperty(head => head.Hash, hash), cancellationToken) == 1;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The audit trail of tenant {TenantId} is sealed up to event {Sequence} with {Hash}.")]
        public static partial void Sealed(ILogger logger, Guid tenantId, long sequence, string hash);
    }
}
