using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <param name="Kind"><c>person</c> or <c>app</c>.</param>
public sealed record AuthorView(string Kind, Guid Id, string Name, string JobTitle)
{
    public static AuthorView Of(Person person) => new("person", person.Id, person.DisplayName, person.JobTitle);
}

public sealed record ReactionView(string Emoji, int Count, bool Mine);

public sealed record MessageView(
    string Id,
    string? ReplyToId,
    AuthorView From,
    bool Mine,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    bool Deleted,
    string? Subject,
    string Html,
    JsonNode? Card,
    IReadOnlyList<FileAttachment> Files,
    IReadOnlyList<ReactionView> Reactions,
    string Link);

/// <summary>Makes what a person sees of the messages of a conversation.</summary>
internal sealed class MessageViews(TenantContent content, Conversation conversation, Viewer viewer, AppView app, ReactionLog reactions)
{
    public MessageView Of(Message message)
    {
        var isDeleted = message.DeletedAt is not null;
        return new MessageView(
            message.Id,
            message.ReplyToId,
            Author(message),
            message.FromPerson == viewer.Id,
            message.CreatedAt,
            message.EditedAt,
            isDeleted,
            isDeleted ? null : message.Subject,
            isDeleted ? "" : message.Html,
            isDeleted || message.CardJson is null ? null : JsonNode.Parse(message.CardJson),
            isDeleted ? [] : message.Files,
            isDeleted ? [] : [.. message.Reactions.Where(reaction => reaction.Value > 0).Select(reaction => new ReactionView(
                reaction.Key, reaction.Value, reactions.Has(conversation.Id, message.Id, viewer.Id, reaction.Key)))],
            MessageLink.To(content, conversation, message));
    }

    private AuthorView Author(Message message) =>
        message.FromPerson is { } id
            ? content.FindPerson(id) is { } person ? AuthorView.Of(person) : new AuthorView("person", id, "?", "")
            : new AuthorView("app", app.Id, app.Name, "");
}
