using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Installations;

/// <summary>
/// Channels and group chats that the app was taken out of long ago. Of a person's own chat it is not forgotten, so that
/// whoever took the app away is not written to by another way.
/// </summary>
internal sealed class DisposeClosedConversations(TillitDb db) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.ClosedConversations;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => ClosedBefore(before).AnyAsync(cancellationToken);

    public Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        ClosedBefore(before).OrderBy(conversation => conversation.ClosedAt).Take(most).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<ChannelInstallation> ClosedBefore(DateTimeOffset before) =>
        db.ChannelInstallations.Where(conversation => conversation.Kind != ConversationKind.Personal && conversation.ClosedAt < before);
}
