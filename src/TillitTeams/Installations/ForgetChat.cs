using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Installations;

/// <summary>The bot no longer knows of its chat with a person.</summary>
internal sealed class ForgetChat(TillitDb db) : IKnowPeople
{
    public Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) => With(person).AnyAsync(cancellationToken);

    public Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken) => With(person.Id).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<ChannelInstallation> With(Guid person) => db.ChannelInstallations.Where(row => row.PersonId == person);
}
