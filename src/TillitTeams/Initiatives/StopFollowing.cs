using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>Somebody stops following where they see what is stored of them: also what they cannot open any more.</summary>
internal sealed class StopFollowing(TillitDb db, Caller caller)
{
    public async Task<RedirectHttpResult> StopAsync(string? id, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(id, out var initiative))
        {
            await db.InitiativeFollowers
                .Where(follower => follower.InitiativeId == initiative && follower.UserId == caller.UserId)
                .ExecuteDeleteAsync(cancellationToken);
        }

        return TypedResults.Redirect("/views/personal?said=SaidUnfollowed");
    }
}
