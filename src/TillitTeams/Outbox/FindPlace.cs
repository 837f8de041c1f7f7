using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Outbox;

/// <param name="ConversationId">Null for a 1:1 chat that is still to be opened.</param>
/// <param name="TeamId">Null in chats.</param>
/// <param name="IsReadable">Whether the app can look what is there.</param>
internal sealed record Place(string ServiceUrl, string? ConversationId, string? TeamId, bool IsReadable)
{
    public ConversationAddress Address => new(ServiceUrl, ConversationId ?? throw new InvalidOperationException("The chat is not opened yet."));
}

/// <summary>Where a delivery goes, by what is known of where the bot may speak.</summary>
internal sealed class FindPlace(TillitDb db)
{
    /// <returns>Null where the bot has no place.</returns>
    public Task<Place?> FindAsync(Delivery row, CancellationToken cancellationToken) =>
        row.PersonId is { } person ? FindChatAsync(row, person, cancellationToken) : FindConversationAsync(row, cancellationToken);

    private async Task<Place?> FindConversationAsync(Delivery row, CancellationToken cancellationToken) =>
        await InstallationAsync(row.ViaConversationId, cancellationToken) is { ClosedAt: null } via
            ? new Place(via.ServiceUrl, row.ConversationId ?? row.Target, via.TeamId, IsReadable: via.Kind != ConversationKind.Personal)
            : null;

    /// <summary>Whoever has taken the app out of their own chat is not written to by another way.</summary>
    private async Task<Place?> FindChatAsync(Delivery row, Guid person, CancellationToken cancellationToken)
    {
        var own = await db.ChannelInstallations.AsNoTracking()
            .Where(installation => installation.PersonId == person && installation.Kind == ConversationKind.Personal)
            .OrderByDescending(installation => installation.InstalledAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (own is not null)
        {
            // What is posted already is where it was posted.
            return own.ClosedAt is null ? new Place(own.ServiceUrl, row.ConversationId ?? own.ConversationId, null, IsReadable: false) : null;
        }

        return await InstallationAsync(row.ViaConversationId, cancellationToken) is { } via
            ? new Place(via.ServiceUrl, row.ConversationId, null, IsReadable: false)
            : null;
    }

    private Task<ChannelInstallation?> InstallationAsync(string conversationId, CancellationToken cancellationToken) =>
        db.ChannelInstallations.AsNoTracking().FirstOrDefaultAsync(installation => installation.ConversationId == conversationId, cancellationToken);
}
