using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest.Form;

/// <param name="Channel">Id of the channel whose letter it is; null or empty for the person's own.</param>
internal sealed record DigestAddress(string? Channel);

/// <summary>Whose letter it is.</summary>
/// <param name="Target">See <see cref="DigestSubscription.Target"/>.</param>
/// <param name="Channel">Null for a person's own.</param>
internal sealed record DigestOwner(string Target, Guid? PersonId, ChannelInstallation? Channel)
{
    public static DigestOwner Of(Guid person) => new(Delivery.ToPerson(person), person, null);

    public static DigestOwner Of(ChannelInstallation channel) => new(channel.ConversationId, null, channel);
}

internal enum OwnerProblem
{
    /// <summary>The app is not there, or the person cannot open it: which of the two is not said.</summary>
    NotYours,
    Doubt,
}

/// <summary>Lets people reach the letters of the channels that they can open, and their own.</summary>
internal sealed class FindOwner(TillitDb db, ViewerChannels sight, Caller caller)
{
    public async Task<(DigestOwner? Owner, OwnerProblem? Problem)> FindAsync(DigestAddress address, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(address.Channel))
        {
            return (DigestOwner.Of(caller.UserId), null);
        }

        var channel = await db.ChannelInstallations.AsNoTracking().FirstOrDefaultAsync(
            row => row.ConversationId == address.Channel && row.Kind == ConversationKind.Channel && row.ClosedAt == null, cancellationToken);
        if (channel?.TeamId is not { } team)
        {
            return (null, OwnerProblem.NotYours);
        }

        var seen = await sight.OfAsync([new ChannelPlace(team, channel.ConversationId)], cancellationToken);
        return seen.Open.Contains(channel.ConversationId) ? (DigestOwner.Of(channel), null)
            : (null, seen.InDoubt ? OwnerProblem.Doubt : OwnerProblem.NotYours);
    }
}
