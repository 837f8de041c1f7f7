using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>
/// Reads from a message action which message it was chosen on. Teams leaves the team's id in Graph and
/// its name out of some activities: then the message's link has them, or the installation.
/// </summary>
internal sealed class IdentifyMessage(TillitDb db, Connector connector, Caller caller, TimeProvider clock, IStringLocalizer<TaggingTexts> texts)
{
    public async Task<(TaggedMessage? Message, TagProblem? Problem)> ReadAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        if (invoke.Message is not { Id: var messageId } payload || !OutsideId.IsOne(messageId))
        {
            return (null, TagProblem.NotAMessage);
        }

        var link = MessageLink.Read(payload.LinkToMessage);
        var activity = invoke.Activity;
        var (source, place) = activity.IsInChannel
            ? await InChannelAsync(activity, payload, messageId, link, cancellationToken)
            : InChat(activity, messageId, link);
        if (source is null || !OutsideId.IsOne(source.ConversationId) || !OutsideId.IsOne(source.ContainerId) || !OutsideId.IsOne(source.RootMessageId ?? messageId))
        {
            return (null, TagProblem.UnknownConversation);
        }

        return (new TaggedMessage(
            source,
            MessageLink.For(payload.LinkToMessage, source, caller.TenantId),
            Excerpt.Of(payload.Subject, payload.Body?.Content, payload.Body?.ContentType != "text") ?? texts["NoText"],
            place,
            payload.CreatedDateTime ?? clock.GetUtcNow(),
            payload.Deleted == true)
        {
            Documents = OfferedDocument.In(payload),
        }, null);
    }

    private async Task<(MessageSource? Source, string Place)> InChannelAsync(
        Activity activity, MessagePayload payload, string messageId, MessageLink? link, CancellationToken cancellationToken)
    {
        var team = activity.ChannelData?.Team;
        var channelId = activity.ChannelData?.Channel?.Id ?? activity.ConversationId!;
        // Read already, when its service URL was compared.
        var installation = db.ChannelInstallations.Local.FirstOrDefault(row => row.ConversationId == channelId)
            ?? await db.ChannelInstallations.AsNoTracking().FirstOrDefaultAsync(row => row.ConversationId == channelId, cancellationToken);
        var groupId = team?.AadGroupId ?? link?.GroupId ?? installation?.TeamId;
        if (groupId is null && team?.Id is { } threadId && activity.ServiceUrl is { } serviceUrl)
        {
            groupId = (await connector.TeamAsync(serviceUrl, threadId, cancellationToken)).Value?.AadGroupId;
        }

        if (groupId is null)
        {
            return (null, "");
        }

        string?[] names =
        [
            team?.Name ?? installation?.TeamName ?? link?.TeamName,
            activity.ChannelData?.Channel?.Name ?? installation?.ChannelName ?? link?.ChannelName ?? activity.Conversation?.Name,
        ];
        return (
            MessageSource.InChannel(groupId, channelId, messageId, payload.ReplyToId is { Length: > 0 } root ? root : activity.ThreadRootId),
            names.Any(name => !string.IsNullOrWhiteSpace(name))
                ? string.Join(" › ", names.Where(name => !string.IsNullOrWhiteSpace(name)))
                : texts["AChannel"]);
    }

    private (MessageSource? Source, string Place) InChat(Activity activity, string messageId, MessageLink? link)
    {
        // A chat with the bot itself goes by another id towards the bot than in Graph.
        var chatId = activity.ConversationId is { } id && id.StartsWith("19:", StringComparison.Ordinal) ? id : link?.ConversationId;
        if (chatId is null)
        {
            return (null, "");
        }

        var place = activity.Conversation?.Name is { Length: > 0 } name ? name
            : chatId.StartsWith("19:meeting_", StringComparison.Ordinal) ? texts["AMeetingChat"]
            : activity.ConversationKind == ConversationKind.GroupChat ? texts["AGroupChat"]
            : texts["AChat"];
        return (MessageSource.InChat(chatId, messageId), place);
    }
}
