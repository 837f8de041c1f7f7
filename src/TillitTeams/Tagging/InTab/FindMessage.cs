using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging.InTab;

/// <summary>
/// The message behind a link that somebody pasted, as they can read it in Teams themselves. Whoever cannot
/// is told the same, whether it is hidden, deleted or was never there.
/// </summary>
internal sealed class FindMessage(GraphAsViewer graph, TillitDb db, Caller caller, TimeProvider clock, IStringLocalizer<TaggingTexts> texts)
{
    public async Task<(TaggedMessage? Message, TagProblem? Problem)> ByLinkAsync(MessageLink link, string url, CancellationToken cancellationToken)
    {
        var installation = await db.ChannelInstallations.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ConversationId == link.ConversationId, cancellationToken);
        if ((link.Source ?? (link with { GroupId = installation?.TeamId }).Source) is not { } source)
        {
            return (null, TagProblem.UnknownConversation);
        }

        var read = await graph.ReadAsync(source, cancellationToken);
        if (read.Access != Access.Open)
        {
            return (null, read.Access == Access.Closed ? TagProblem.CannotOpen : TagProblem.TeamsSilent);
        }

        string?[] names = [link.TeamName ?? installation?.TeamName, link.ChannelName ?? installation?.ChannelName];
        var known = await db.Links.AsNoTracking().FirstOrDefaultAsync(stored => stored.SourceKey == source.Key, cancellationToken);
        return (new TaggedMessage(
            source,
            MessageLink.For(read.WebUrl ?? url, source, caller.TenantId),
            Excerpt.Of(read.Subject, read.Body, read.IsHtml) ?? texts["NoText"],
            names.Any(name => !string.IsNullOrWhiteSpace(name)) ? string.Join(" › ", names.Where(name => !string.IsNullOrWhiteSpace(name)))
                : known?.PlaceName ?? texts[source.ChannelId is not null ? "AChannel" : source.ChatId!.StartsWith("19:meeting_", StringComparison.Ordinal) ? "AMeetingChat" : "AChat"],
            read.CreatedAt ?? clock.GetUtcNow(),
            IsDeleted: false), null);
    }
}
