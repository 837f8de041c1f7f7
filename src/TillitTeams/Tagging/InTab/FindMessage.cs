using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging.InTab;

/// <summary>
/// The message behind a link that somebody pasted, as they can read it in Teams themselves. Whoever cannot
/// is told the same, whether it is hidden, deleted or was never there.
/// </summary>
internal sealed class FindMessage(GraphAsViewer graph, TillitDb db, Caller caller, TimeProvider clock, IStringLocalizer<TaggingTexts> texts)
{
    public async Task<(TaggedMessage? Message, TagProblem? Problem)> ByLinkAsync(MessageLink link, CancellationToken cancellationToken)
    {
        var installation = await db.ChannelInstallations.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ConversationId == link.ConversationId, cancellationToken);
        if ((link.Source ?? (link with { GroupId = installation?.TeamId }).Source) is not { } source)
        {
            return (null, TagProblem.UnknownConversation);
        }

        var read = await graph.ReadAsync(source, cancellationToken);
        if (read.Access == Access.Closed)
        {
            return (null, TagProblem.CannotOpen);
        }

        if (read.Access == Access.Unknown)
        {
            // Enough to keep a form with what somebody has written in it; nothing of the message is told.
            return (new TaggedMessage(source, Address(null, source), texts["TheMessage"], "", clock.GetUtcNow(), IsDeleted: false), TagProblem.TeamsSilent);
        }

        return (new TaggedMessage(
            source,
            Address(read.WebUrl, source),
            Excerpt.Of(read.Subject, read.Body, read.IsHtml) ?? texts["NoText"],
            await PlaceAsync(source, installation, link, cancellationToken),
            read.CreatedAt ?? clock.GetUtcNow(),
            IsDeleted: false), null);
    }

    /// <summary>Graph's, or one made from the ids: what was pasted may carry anything.</summary>
    private string Address(string? webUrl, MessageSource source) => MessageLink.For(webUrl, source, caller.TenantId);

    /// <summary>The names that a link carries come last: whoever pastes it may have written them.</summary>
    private async Task<string> PlaceAsync(MessageSource source, ChannelInstallation? installation, MessageLink link, CancellationToken cancellationToken) =>
        Joined(installation?.TeamName, installation?.ChannelName)
        ?? await db.Links.Where(stored => stored.SourceKey == source.Key).Select(stored => stored.PlaceName).FirstOrDefaultAsync(cancellationToken)
        ?? (source.ChannelId is null ? null : Joined(link.TeamName, link.ChannelName))
        ?? texts[source.ChannelId is not null ? "AChannel" : source.ChatId!.StartsWith("19:meeting_", StringComparison.Ordinal) ? "AMeetingChat" : "AChat"];

    private static string? Joined(params string?[] names) =>
        Excerpt.Of(string.Join(" › ", names.Where(name => !string.IsNullOrWhiteSpace(name))), null, isHtml: false);
}
