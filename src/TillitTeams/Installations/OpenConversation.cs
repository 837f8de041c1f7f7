using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Installations;

/// <summary>
/// The app came to a team or chat, or something there was created, renamed or brought back. Events are
/// hints that arrive late, twice and out of order: what is stored is what the Bot Connector says now, and
/// the event's own words only where it does not answer.
/// </summary>
public sealed class OpenConversation(TillitDb db, Connector connector, Caller caller, TimeProvider clock, IStringLocalizer<TeamsTexts> texts)
{
    public Task OpenAsync(Activity activity, CancellationToken cancellationToken) =>
        SeeAsync(activity, opens: true, cancellationToken);

    /// <summary>A new name opens nothing that was closed: an archived team can be renamed.</summary>
    public Task RenameAsync(Activity activity, CancellationToken cancellationToken) =>
        SeeAsync(activity, opens: false, cancellationToken);

    private async Task SeeAsync(Activity activity, bool opens, CancellationToken cancellationToken)
    {
        if (activity is not { ConversationId: { } conversationId, ServiceUrl: { } serviceUrl })
        {
            return;
        }

        var seen = activity.ChannelData?.Team is { Id: { } teamThreadId } team
            ? await ReadTeamAsync(serviceUrl, teamThreadId, team, activity.ChannelData.Channel, cancellationToken)
            : [new Seen(activity.ConversationKind, conversationId, null, null, activity.Conversation?.Name, PersonIn(activity))];
        var at = activity.Timestamp ?? clock.GetUtcNow();
        await db.SaveMergedAsync(token => StoreAsync(seen, serviceUrl, at, opens, token), cancellationToken);
    }

    private async Task<IReadOnlyList<Seen>> ReadTeamAsync(
        string serviceUrl, string teamThreadId, ChannelDataTeam team, ChannelDataChannel? channel, CancellationToken cancellationToken)
    {
        var details = await connector.TeamAsync(serviceUrl, teamThreadId, cancellationToken);
        var channels = await connector.TeamChannelsAsync(serviceUrl, teamThreadId, cancellationToken);
        if (channels.State is ConnectorState.NotAllowed or ConnectorState.Blocked)
        {
            return [];
        }

        var groupId = details.Value?.AadGroupId ?? team.AadGroupId;
        var teamName = details.Value?.Name ?? team.Name;
        IEnumerable<(string? Id, string? Name)> found = channels.Value?.Conversations is { Count: > 0 } listed
            ? listed.Select(one => (one.Id, one.Name))
            : [(teamThreadId, null), (channel?.Id, channel?.Name)];
        return
        [
            .. found
                .Where(one => one.Id is not null)
                .DistinctBy(one => one.Id, StringComparer.Ordinal)
                .Select(one => new Seen(ConversationKind.Channel, one.Id!, groupId, teamName, one.Name ?? (one.Id == teamThreadId ? GeneralName : null))),
        ];
    }

    private async Task<int> StoreAsync(
        IReadOnlyList<Seen> conversations, string serviceUrl, DateTimeOffset at, bool opens, CancellationToken cancellationToken)
    {
        var ids = conversations.Select(seen => seen.Id).ToList();
        var known = await db.ChannelInstallations
            .Where(installation => ids.Contains(installation.ConversationId))
            .ToDictionaryAsync(installation => installation.ConversationId, StringComparer.Ordinal, cancellationToken);
        foreach (var seen in conversations)
        {
            if (!known.TryGetValue(seen.Id, out var installation))
            {
                installation = new ChannelInstallation
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    TenantId = caller.TenantId,
                    Kind = seen.Kind,
                    ConversationId = seen.Id,
                    ServiceUrl = serviceUrl,
                    Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                    InstalledAt = at,
                };
                db.Add(installation);
            }

            installation.TeamId = seen.TeamId ?? installation.TeamId;
            installation.TeamName = seen.TeamName ?? installation.TeamName;
            installation.ChannelName = seen.Name ?? installation.ChannelName;
            installation.PersonId = seen.PersonId ?? installation.PersonId;
            // An event from before it was closed comes late and opens nothing.
            if (opens && at > (installation.ClosedAt ?? installation.InstalledAt))
            {
                installation.ClosedAt = null;
                installation.InstalledAt = at;
                installation.ServiceUrl = serviceUrl;
            }
        }

        return await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Each client names the General channel in its own language, and the Bot Connector not at all.</summary>
    private string GeneralName => texts["GeneralChannel"];

    /// <summary>In a personal conversation there is nobody but the sender and the bot.</summary>
    private static Guid? PersonIn(Activity activity) => activity.ConversationKind == ConversationKind.Personal ? activity.UserId : null;

    private sealed record Seen(ConversationKind Kind, string Id, string? TeamId, string? TeamName, string? Name, Guid? PersonId = null);
}
