using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph;

/// <summary>A message as Graph shows it; of one that was deleted only the place, the author and the times are left.</summary>
internal static partial class MessageJson
{
    /// <summary>Reactions count too, and a deletion taken back.</summary>
    public static DateTimeOffset ModifiedAt(Message message) =>
        message.ModifiedAt ?? message.DeletedAt ?? message.EditedAt ?? message.CreatedAt;

    public static JsonObject Of(GraphCall call, Conversation conversation, Message message)
    {
        var team = call.Tenant.FindChannel(conversation.Id)?.Team;
        var modified = ModifiedAt(message);
        var isGone = message.DeletedAt is not null;
        return new JsonObject
        {
            ["id"] = message.Id,
            ["replyToId"] = message.ReplyToId,
            ["etag"] = modified.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["messageType"] = "message",
            ["createdDateTime"] = GraphJson.Time(message.CreatedAt),
            ["lastModifiedDateTime"] = GraphJson.Time(modified),
            ["lastEditedDateTime"] = GraphJson.Time(message.EditedAt),
            ["deletedDateTime"] = GraphJson.Time(message.DeletedAt),
            ["subject"] = isGone ? null : message.Subject,
            ["summary"] = null,
            ["chatId"] = team is null ? conversation.Id : null,
            ["importance"] = "normal",
            ["locale"] = "sv-se",
            // Only channel messages have one ("Get chatMessage in a channel or chat", example 1).
            ["webUrl"] = team is null ? null : MessageLink.To(call.Tenant, conversation, message),
            ["policyViolation"] = null,
            ["eventDetail"] = null,
            ["from"] = From(call, message),
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = isGone ? "" : Body(conversation, message) },
            ["channelIdentity"] = team is null
                ? null
                : new JsonObject { ["teamId"] = team.Id.ToString(), ["channelId"] = conversation.Id },
            ["attachments"] = isGone ? new JsonArray() : new JsonArray([.. Attachments(call, conversation, message)]),
            ["mentions"] = isGone ? new JsonArray() : new JsonArray([.. Mentions(call, message)]),
            ["reactions"] = isGone ? new JsonArray() : new JsonArray([.. Reactions(call, conversation, message)]),
            ["messageHistory"] = new JsonArray(),
        };
    }

    private static JsonObject From(GraphCall call, Message message) => new()
    {
        ["application"] = message.FromPerson is null
            ? new JsonObject
            {
                ["@odata.type"] = "#microsoft.graph.teamworkApplicationIdentity",
                ["id"] = call.App.BotId.ToString(),
                ["displayName"] = call.App.Manifest["name"]!["short"]!.DeepClone(),
                ["applicationIdentityType"] = "bot",
            }
            : null,
        ["device"] = null,
        ["user"] = message.FromPerson is { } author ? User(call, author, call.Tenant.FindPerson(author)?.DisplayName) : null,
    };

    private static JsonObject User(GraphCall call, Guid id, string? displayName) => new()
    {
        ["@odata.type"] = "#microsoft.graph.teamworkUserIdentity",
        ["id"] = id.ToString(),
        ["displayName"] = displayName,
        ["userIdentityType"] = "aadUser",
        ["tenantId"] = call.Tenant.Id.ToString(),
    };

    private static JsonObject OnlyUser(JsonObject user) => new()
    {
        ["application"] = null,
        ["device"] = null,
        ["user"] = user,
    };

    private static string Body(Conversation conversation, Message message) =>
        message.Html + string.Concat(message.Files.Select(file => file.Id.ToString())
            .Concat(message.CardJson is null ? [] : [AttachmentId(conversation, message)])
            .Select(id => $"<attachment id=\"{id}\"></attachment>"));

    private static IEnumerable<JsonObject> Attachments(GraphCall call, Conversation conversation, Message message) =>
        message.Files.Select(FileReference.Of).Concat(message.CardJson is null ? [] : [Card(call, conversation, message)]);

    private static JsonObject Card(GraphCall call, Conversation conversation, Message message) => new()
    {
        ["id"] = AttachmentId(conversation, message),
        ["contentType"] = "application/vnd.microsoft.card.adaptive",
        ["contentUrl"] = null,
        ["content"] = message.CardJson,
        ["name"] = null,
        ["thumbnailUrl"] = null,
        ["teamsAppId"] = call.App.TeamsAppId.ToString(),
    };

    private static string AttachmentId(Conversation conversation, Message message) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{conversation.Id}/{message.Id}")).AsSpan(0, 16)).ToString("N");

    private static IEnumerable<JsonObject> Mentions(GraphCall call, Message message) =>
        from match in At().Matches(message.Html)
        let name = System.Net.WebUtility.HtmlDecode(match.Groups["name"].Value)
        let person = call.Tenant.People.Find(person => person.DisplayName == name)
        where person is not null
        select new JsonObject
        {
            ["id"] = int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture),
            ["mentionText"] = name,
            ["mentioned"] = OnlyUser(User(call, person.Id, person.DisplayName)),
        };

    /// <summary>The tenant counts reactions without names, and Graph names each: people of the conversation, in order.</summary>
    private static IEnumerable<JsonObject> Reactions(GraphCall call, Conversation conversation, Message message) =>
        from reaction in message.Reactions
        from person in call.Tenant.People
            .Where(person => person.Id != message.FromPerson && call.Tenant.IsMember(person.Id, conversation))
            .Take(reaction.Value)
        select new JsonObject
        {
            ["reactionType"] = reaction.Key,
            ["displayName"] = null,
            ["reactionContentUrl"] = null,
            ["createdDateTime"] = GraphJson.Time(message.CreatedAt),
            ["user"] = OnlyUser(User(call, person.Id, null)),
        };

    [GeneratedRegex("<at id=\"(?<id>[0-9]{1,4})\">(?<name>[^<]*)</at>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex At();
}
