using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>The one way to the message behind an invoke: read from what Teams signed, then checked.</summary>
internal sealed class AdmitMessage(IdentifyMessage identify, CheckMessage check)
{
    /// <returns>The message, and what forbids to tag it if anything does.</returns>
    public async Task<(TaggedMessage? Message, TagProblem? Problem)> AdmitAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (message, problem) = await identify.ReadAsync(invoke, cancellationToken);
        return message is null ? (null, problem) : (message, await check.FindProblemAsync(message, cancellationToken));
    }
}
