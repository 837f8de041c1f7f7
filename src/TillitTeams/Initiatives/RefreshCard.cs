using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>A posted card is shown again: it tells how things stand now, with the reader's own buttons.</summary>
internal sealed class RefreshCard(OpenFromCard open, CardReplies replies)
{
    public async Task<InvokeAnswer> RefreshAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (initiative, problem) = await open.OpenAsync(invoke, cancellationToken);
        return initiative is null ? replies.Refuse(problem) : await replies.ShowAsync(initiative, invoke, cancellationToken);
    }
}
