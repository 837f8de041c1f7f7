using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

public sealed record NewMessage(string Text, string? Subject, string? ReplyToId, JsonObject? Card);

public sealed record EditedMessage(string Text);

public sealed record Reaction(string Emoji, bool On);

/// <summary>What a person does in a conversation: only where she is a member, and only to what she wrote.</summary>
internal static partial class WriteMessages
{
    /// <summary>Teams takes about 28 KB; counted in characters here.</summary>
    private const int MaxLength = 20_000;

    public static Results<Ok<string>, NotFound, BadRequest, ForbidHttpResult> Post(string id, NewMessage message, Viewer viewer, SandboxTenant tenant)
    {
        if (message.Text.Length > MaxLength || (string.IsNullOrWhiteSpace(message.Text) && message.Card is null))
        {
            return TypedResults.BadRequest();
        }

        var (isOpen, isArchived, hasRoot) = tenant.Read(content =>
        {
            var conversation = content.FindConversation(id);
            return (
                conversation is not null && content.IsMember(viewer.Id, conversation),
                content.FindChannel(id)?.Team.IsArchived ?? false,
                message.ReplyToId is null || (conversation?.Messages.Exists(root => root.Id == message.ReplyToId && root.ReplyToId is null) ?? false));
        });
        if (!isOpen || !hasRoot)
        {
            return TypedResults.NotFound();
        }

        if (isArchived)
        {
            return TypedResults.Forbid();
        }

        var posted = tenant.Post(id, message.ReplyToId, viewer.Id, ToHtml(message.Text), message.Subject, message.Card?.ToJsonString());
        return TypedResults.Ok(posted.Id);
    }

    public static Results<NoContent, NotFound, BadRequest> Edit(string id, string messageId, EditedMessage edited, Viewer viewer, SandboxTenant tenant)
    {
        if (edited.Text.Length > MaxLength || string.IsNullOrWhiteSpace(edited.Text))
        {
            return TypedResults.BadRequest();
        }

        if (!IsOwn(id, messageId, viewer, tenant))
        {
            return TypedResults.NotFound();
        }

        tenant.EditMessage(id, messageId, ToHtml(edited.Text));
        return TypedResults.NoContent();
    }

    public static Results<NoContent, NotFound> Delete(string id, string messageId, Viewer viewer, SandboxTenant tenant)
    {
        if (!IsOwn(id, messageId, viewer, tenant))
        {
            return TypedResults.NotFound();
        }

        tenant.DeleteMessage(id, messageId);
        return TypedResults.NoContent();
    }

    public static Results<NoContent, NotFound> React(
        string id, string messageId, Reaction reaction, Viewer viewer, SandboxTenant tenant, ReactionLog reactions)
    {
        if (Find(id, messageId, viewer, tenant) is null || reaction.Emoji.Length is 0 or > 16)
        {
            return TypedResults.NotFound();
        }

        var change = reactions.Set(id, messageId, viewer.Id, reaction.Emoji, reaction.On);
        if (change > 0)
        {
            tenant.React(id, messageId, reaction.Emoji);
        }
        else if (change < 0)
        {
            tenant.Change(content =>
            {
                var message = content.FindConversation(id)!.Messages.Find(candidate => candidate.Id == messageId)!;
                message.Reactions[reaction.Emoji] = Math.Max(0, message.Reactions.GetValueOrDefault(reaction.Emoji) - 1);
                message.ModifiedAt = tenant.Clock.GetUtcNow();
                return new MessageChanged(id, messageId, ChangeKind.Updated);
            });
        }

        return TypedResults.NoContent();
    }

    private static bool IsOwn(string id, string messageId, Viewer viewer, SandboxTenant tenant) =>
        Find(id, messageId, viewer, tenant)?.FromPerson == viewer.Id;

    private static Message? Find(string id, string messageId, Viewer viewer, SandboxTenant tenant) => tenant.Read(content =>
        content.FindConversation(id) is { } conversation && content.IsMember(viewer.Id, conversation)
            ? conversation.Messages.Find(message => message.Id == messageId && message.DeletedAt is null)
            : null);

    /// <summary>What was typed, as the HTML that Teams stores: paragraphs, line breaks and links.</summary>
    private static string ToHtml(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Concat(paragraphs.Select(paragraph =>
            $"<p>{Address().Replace(Encode(paragraph), "<a href=\"$0\">$0</a>").Replace("\n", "<br>", StringComparison.Ordinal)}</p>"));
    }

    private static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://[^\s<>""]+[^\s<>"".,;:!?)]", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
