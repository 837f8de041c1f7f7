using System.Text.Json;

namespace TillitTeams.Teams;

/// <summary>The content of <c>composeExtension/fetchTask</c> and <c>…/submitAction</c>.</summary>
internal sealed record MessageActionValue(string? CommandId, string? CommandContext, MessagePayload? MessagePayload, JsonElement Data);

/// <summary>The content of <c>adaptiveCard/action</c> (<i>Universal Action Model</i>).</summary>
internal sealed record CardActionValue(CardActionAction? Action, string? Trigger);

internal sealed record CardActionAction(string? Verb, JsonElement Data);

/// <summary>The content of <c>task/fetch</c> and <c>task/submit</c>.</summary>
internal sealed record TaskValue(JsonElement Data);

/// <summary>The content of <c>composeExtension/query</c> and <c>…/queryLink</c>.</summary>
internal sealed record ComposeValue(
    string? CommandId, IReadOnlyList<ComposeParameter?>? Parameters, string? Url, ComposeAuthentication? Authentication);

internal sealed record ComposeParameter(string? Name, JsonElement Value);

internal sealed record ComposeAuthentication(string? Token);

/// <summary>The message that a message action was chosen on, as Teams signed it.</summary>
/// <param name="Id">The message's id in Graph.</param>
/// <param name="ReplyToId">The thread's root, in a channel; null for the root itself and in chats.</param>
public sealed record MessagePayload(
    string? Id,
    string? ReplyToId,
    string? LinkToMessage,
    DateTimeOffset? CreatedDateTime,
    bool? Deleted,
    string? Subject,
    MessagePayloadBody? Body,
    IReadOnlyList<MessagePayloadAttachment?>? Attachments = null);

public sealed record MessagePayloadBody(string? ContentType, string? Content);

/// <param name="ContentType"><c>reference</c> for a file in SharePoint or OneDrive (<i>chatMessageAttachment resource type</i>).</param>
public sealed record MessagePayloadAttachment(string? ContentType, string? ContentUrl, string? Name);
