using TillitTeams.Model;

namespace TillitTeams.Initiatives;

/// <summary>The cards that carry an initiative to its channels: none yet.</summary>
internal sealed class QueueCards
{
    private readonly Task none = Task.CompletedTask;

    public Task QueueAsync(Initiative initiative, CancellationToken cancellationToken) => none;
}
