using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Installations;

/// <summary>
/// The app was taken out of a team or chat, or a channel or team was deleted or archived: nothing is
/// posted there any more. The row stays, so that an event from before cannot open it again.
/// </summary>
public sealed class CloseConversation(TillitDb db, Caller caller, TimeProvider clock)
{
    /// <summary>The whole team with its channels, or the chat.</summary>
    public Task CloseAsync(Activity activity, CancellationToken cancellationToken) =>
        activity.ChannelData?.Team is { Id: { } teamThreadId } team
            ? CloseAsync(activity, teamThreadId, team.AadGroupId, withTeam: true, cancellationToken)
            : CloseAsync(activity, activity.ConversationId, null, withTeam: false, cancellationToken);

    public Task CloseChannelAsync(Activity activity, CancellationToken cancellationToken) =>
        CloseAsync(activity, activity.ChannelData?.Channel?.Id, activity.ChannelData?.Team?.AadGroupId, withTeam: false, cancellationToken);

    private async Task CloseAsync(Activity activity, string? conversationId, string? teamId, bool withTeam, CancellationToken cancellationToken)
    {
        if (conversationId is null || activity.ServiceUrl is not { } serviceUrl)
        {
            return;
        }

        var at = activity.Timestamp ?? clock.GetUtcNow();
        await db.SaveMergedAsync(
            async token =>
            {
                var named = await db.ChannelInstallations.FirstOrDefaultAsync(row => row.ConversationId == conversationId, token);
                if (named is null)
                {
                    named = new ChannelInstallation
                    {
                        Id = Guid.CreateVersion7(clock.GetUtcNow()),
                        TenantId = caller.TenantId,
                        Kind = activity.ConversationKind,
                        ConversationId = conversationId,
                        TeamId = teamId,
                        ServiceUrl = serviceUrl,
                        Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                        InstalledAt = at,
                    };
                    db.Add(named);
                }

                var team = named.TeamId ?? teamId;
                var closing = withTeam && team is not null
                    ? await db.ChannelInstallations.Where(row => row.TeamId == team).ToListAsync(token)
                    : [];
                // A closing that is told late must not move back a later one.
                foreach (var row in closing.Append(named).Where(row => at >= (row.ClosedAt ?? row.InstalledAt)))
                {
                    row.ClosedAt = at;
                }

                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
    }
}
