namespace TillitTeams.Model;

/// <summary>Somebody who has left and is being forgotten.</summary>
/// <param name="Id">Entra object id.</param>
/// <param name="StandIn">The id that stands in their place from now on: it leads nowhere, and nothing says whose it was.</param>
public sealed record ForgottenPerson(Guid Id, Guid StandIn);

/// <summary>Rows of one owner that know people by their id or name. Together they are all there are: a test looks for others.</summary>
public interface IKnowPeople
{
    Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken);

    /// <summary>Within the transaction that is under way; all of what it changes is saved when it returns.</summary>
    Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken);
}
