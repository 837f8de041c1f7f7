using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Outbox;

/// <summary>Nothing is sent to a person any more, and what was sent to them is no longer known.</summary>
internal sealed class ForgetRecipient(TillitDb db) : IKnowPeople
{
    public Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) => To(person).AnyAsync(cancellationToken);

    public Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken) => To(person.Id).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<Delivery> To(Guid person) => db.Deliveries.Where(row => row.PersonId == person);
}
