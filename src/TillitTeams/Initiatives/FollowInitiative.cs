using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary><i>Följ</i> or <i>Sluta följa</i> is pressed on a card. Pressed twice, it is as if pressed once.</summary>
internal sealed class FollowInitiative(OpenFromCard open, CardReplies replies, TillitDb db, Caller caller, TimeProvider clock)
{
    public async Task<InvokeAnswer> FollowAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (initiative, problem) = await open.OpenAsync(invoke, cancellationToken);
        if (initiative is null)
        {
            return replies.Refuse(problem);
        }

        await db.SetFollowingAsync(initiative, caller, invoke.IsOn("follow"), clock.GetUtcNow(), cancellationToken);
        return await replies.ShowAsync(initiative, invoke, cancellationToken);
    }
}

internal static class Following
{
    /// <param name="now">What happened before it is no news to a new follower.</param>
    public static Task<int> SetFollowingAsync(
        this TillitDb db, Initiative initiative, Caller caller, bool follow, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.SaveMergedAsync(
            async token =>
            {
                var follower = await db.InitiativeFollowers.FirstOrDefaultAsync(
                    row => row.InitiativeId == initiative.Id && row.UserId == caller.UserId, token);
                if (follow && follower is null)
                {
                    db.Add(new InitiativeFollower { TenantId = caller.TenantId, InitiativeId = initiative.Id, UserId = caller.UserId, Since = now });
                }
                else if (!follow && follower is not null)
                {
                    db.Remove(follower);
                }

                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
}
