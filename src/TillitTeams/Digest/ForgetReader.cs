using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest;

/// <summary>A person's own letter ends, with what they had chosen for it.</summary>
internal sealed class ForgetReader(TillitDb db) : IKnowPeople
{
    public Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) => Of(person).AnyAsync(cancellationToken);

    public Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken) => Of(person.Id).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<DigestSubscription> Of(Guid person) => db.DigestSubscriptions.Where(row => row.PersonId == person);
}
