using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Audit;

public enum AuditFaultKind
{
    /// <summary>The event, or the hash that it was sealed with, is not what it was.</summary>
    Changed,

    /// <summary>There is none with this number.</summary>
    Missing,

    /// <summary>Another person stands in it than did it.</summary>
    PersonChanged,
}

public sealed record AuditFault(AuditFaultKind Kind, long Sequence);

/// <param name="Sequence">The last sealed event; 0 when there is none.</param>
/// <param name="Hash">What it was sealed with: note it down elsewhere, and nobody can make the trail anew unseen.</param>
/// <param name="Loose">Whether there are events that are not sealed yet.</param>
/// <param name="Faults">The first of them; empty when all is as it was noted.</param>
/// <param name="Forgotten">Those who are no longer known, in the order that they were forgotten in.</param>
public sealed record AuditVerdict(long Sequence, string Hash, bool Loose, IReadOnlyList<AuditFault> Faults, IReadOnlyList<ForgottenEvents> Forgotten);

/// <summary>Whose events they are is no longer known, and that they are one person's is proven.</summary>
/// <param name="Sequence">The event in which the person was forgotten.</param>
/// <param name="Theirs">The person's own events, as stretches from the first to the last.</param>
public sealed record ForgottenEvents(long Sequence, IReadOnlyList<(long First, long Last)> Theirs);

/// <summary>Reads a tenant's whole audit trail and tells whether anything in it was changed, taken out or put in.</summary>
internal sealed class VerifyAudit(TillitDb db)
{
    private const int MostFaults = 50;

    /// <summary>Of a trail that somebody seals all the time.</summary>
    private const int MostAttempts = 5;

    /// <summary>Who runs the app has room for as many on a line.</summary>
    private const int MostStretches = 100;

    private readonly List<AuditFault> faults = [];
    private readonly List<ForgottenEvents> forgotten = [];

    /// <summary>The hash of the events of each whose name is gone, as far as it has been read, and which those are.</summary>
    private readonly Dictionary<Guid, (IncrementalHash Events, List<(long First, long Last)> Stretches)> nameless = [];

    /// <summary>For whoever runs the app: in English, like its logs.</summary>
    /// <returns>1 when something is not as it was noted.</returns>
    public static async Task<int> PrintAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        var verdict = await services.GetRequiredService<VerifyAudit>().RunAsync(cancellationToken);
        foreach (var fault in verdict.Faults)
        {
            await output.WriteLineAsync(fault.Kind switch
            {
                AuditFaultKind.Changed => $"Event {fault.Sequence} was changed.",
                AuditFaultKind.Missing => $"Event {fault.Sequence} is missing.",
                _ => $"In event {fault.Sequence} stands another person than the one who did it.",
            });
        }

        foreach (var person in verdict.Forgotten)
        {
            await output.WriteLineAsync(Say(person));
        }

        await output.WriteLineAsync(verdict.Faults.Count == 0
            ? $"The audit trail is whole up to event {verdict.Sequence}, {verdict.Hash}."
            : "The audit trail is not as it was noted.");
        if (verdict.Loose)
        {
            await output.WriteLineAsync("The latest events are not sealed yet; the app seals them while it runs.");
        }

        return verdict.Faults.Count == 0 ? 0 : 1;
    }

    /// <summary>What is sealed while it is read is neither missing nor too much: then it is read again.</summary>
    public async Task<AuditVerdict> RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var before = await HeadAsync(cancellationToken);
            var verdict = await ReadAsync(cancellationToken);
            if (verdict.Faults.Count == 0 || attempt == MostAttempts || before?.Sequence == (await HeadAsync(cancellationToken))?.Sequence)
            {
                return verdict;
            }

            faults.Clear();
            forgotten.Clear();
            nameless.Clear();
        }
    }

    private Task<AuditHead?> HeadAsync(CancellationToken cancellationToken) => db.AuditHeads.AsNoTracking().FirstOrDefaultAsync(cancellationToken);

    private async Task<AuditVerdict> ReadAsync(CancellationToken cancellationToken)
    {
        var (expected, before) = (1L, AuditChain.Beginning);
        await foreach (var noted in db.AuditEvents.AsNoTracking().Where(noted => noted.Sequence != null).OrderBy(noted => noted.Sequence)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var sequence = noted.Sequence.GetValueOrDefault();
            if (sequence != expected)
            {
                Find(AuditFaultKind.Missing, expected);
            }
            else if (!AuditChain.Hash(before, noted).AsSpan().SequenceEqual(noted.Hash))
            {
                Find(AuditFaultKind.Changed, sequence);
            }

            CheckPerson(noted, sequence);
            (expected, before) = (sequence + 1, noted.Hash ?? []);
        }

        foreach (var (events, stretches) in nameless.Values)
        {
            // Nobody with this id was forgotten.
            Find(AuditFaultKind.PersonChanged, stretches[^1].Last);
            events.Dispose();
        }

        var head = await HeadAsync(cancellationToken);
        if (expected - 1 < (head?.Sequence ?? 0))
        {
            Find(AuditFaultKind.Missing, expected);
        }
        else if (expected > 1 && (head is null || head.Sequence != expected - 1 || !before.AsSpan().SequenceEqual(head.Hash)))
        {
            Find(AuditFaultKind.Changed, expected - 1);
        }

        return new AuditVerdict(
            expected - 1,
            Convert.ToHexStringLower(before),
            await db.AuditEvents.AnyAsync(noted => noted.Sequence == null, cancellationToken),
            faults,
            forgotten);
    }

    private static string Say(ForgottenEvents person)
    {
        var stretches = person.Theirs.Take(MostStretches).Select(stretch => stretch.First == stretch.Last ? $"{stretch.First}" : $"{stretch.First}-{stretch.Last}");
        return $"Whoever was forgotten in event {person.Sequence} did {string.Join(", ", stretches)}{(person.Theirs.Count > MostStretches ? " and more" : "")}.";
    }

    /// <summary>Whoever was forgotten is told by the event that says so, which holds all that were theirs.</summary>
    private void CheckPerson(AuditEvent noted, long sequence)
    {
        if (noted.PersonSalt is { } salt)
        {
            if (!AuditChain.Proof(noted.PersonId, salt).AsSpan().SequenceEqual(noted.PersonProof))
            {
                Find(AuditFaultKind.PersonChanged, sequence);
            }
        }
        else
        {
            var (events, stretches) = nameless.TryGetValue(noted.PersonId, out var known) ? known : (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), []);
            events.AppendData(noted.Id.ToByteArray(bigEndian: true));
            if (stretches is [.., var (first, last)] && last == sequence - 1)
            {
                stretches[^1] = (first, sequence);
            }
            else
            {
                stretches.Add((sequence, sequence));
            }

            nameless[noted.PersonId] = (events, stretches);
        }

        if (noted.Action == AuditAction.PersonForgotten && nameless.Remove(noted.RowId, out var theirs))
        {
            if (theirs.Events.GetHashAndReset().AsSpan().SequenceEqual(noted.Covers))
            {
                forgotten.Add(new ForgottenEvents(sequence, theirs.Stretches));
            }
            else
            {
                Find(AuditFaultKind.PersonChanged, theirs.Stretches[^1].Last);
            }

            theirs.Events.Dispose();
        }
    }

    private void Find(AuditFaultKind kind, long sequence)
    {
        if (faults.Count < MostFaults)
        {
            faults.Add(new AuditFault(kind, sequence));
        }
    }
}
