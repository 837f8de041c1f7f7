using System.Globalization;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>
/// A channel's threads that were written or changed since the last time (<em>chatMessage: delta</em>). The
/// replies are left out unless asked for; a thread comes when any message in it was changed.
/// </summary>
internal static class DeltaAnswers
{
    private const int Default = 20;
    private const int Largest = 50;
    private const int Months = 8;

    public static GraphAnswer InChannel(GraphCall call) =>
        call.RefuseExpand("replies") ?? call.OpenChannel(out _, out var channel) ?? Begin(call, out var state) ?? Page(call, channel, state);

    private static GraphAnswer? Begin(GraphCall call, out DeltaState state)
    {
        state = new DeltaState(null, call.Now, null, call.Query.Expand is not null, null);
        if ((call.Query[GraphOptions.SkipToken] ?? call.Query[GraphOptions.DeltaToken]) is { Length: > 0 } token)
        {
            if (DeltaState.Parse(token) is not { } kept)
            {
                return GraphAnswer.BadRequest("Badly formed token.");
            }

            if (kept.Until < call.Tenant.DeltaTokensSince)
            {
                // "410 Gone … the response includes a Location header with an empty token" (Use delta query).
                return GraphAnswer.Refuse(StatusCodes.Status410Gone, "SyncStateNotFound", "The sync state is not found. Start again from the beginning.") with
                {
                    Headers = new Dictionary<string, string> { ["Location"] = $"{call.Root}{call.Path}?$deltatoken=" },
                };
            }

            state = call.Query[GraphOptions.SkipToken] is null ? kept with { Until = call.Now } : kept;
            return null;
        }

        if (call.Query[GraphOptions.Top] is { } top)
        {
            if (!int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked is 0 or > Largest)
            {
                return GraphAnswer.BadQuery($"The limit of '{Largest}' for Top query has been exceeded. The value from the incoming request is '{top}'.");
            }

            state = state with { Top = asked };
        }

        if (call.Query[GraphOptions.Filter] is { } filter)
        {
            if (DeltaFilter.Parse(filter) is not { } since)
            {
                return GraphAnswer.BadRequest($"Invalid filter clause: '{filter}'. Only lastModifiedDateTime with gt can be filtered on.");
            }

            // Later than, while a token also repeats what was changed in its own instant.
            state = state with { Since = since.AddTicks(1) };
        }

        return null;
    }

    private static GraphAnswer Page(GraphCall call, Channel channel, DeltaState state)
    {
        var threads = channel.Messages
            .Where(root => root.ReplyToId is null && root.CreatedAt >= state.Until.AddMonths(-Months) && root.CreatedAt <= state.Until)
            .Where(root => state.Since is not { } since || LastChange(channel, root) >= since)
            .OrderBy(root => root.Id, StringComparer.Ordinal)
            .SkipWhile(root => state.After is { } after && string.CompareOrdinal(root.Id, after) <= 0)
            .ToList();
        var page = threads.Take(state.Top ?? Default).ToList();
        var body = new JsonObject { ["@odata.context"] = call.Context("Collection(chatMessage)"), ["@odata.count"] = page.Count };
        if (page.Count < threads.Count)
        {
            body["@odata.nextLink"] = $"{call.Root}{call.Path}?$skiptoken={(state with { After = page[^1].Id }).ToToken()}";
        }
        else
        {
            body["@odata.deltaLink"] = $"{call.Root}{call.Path}?$deltatoken={(state with { Since = state.Until, After = null }).ToToken()}";
        }

        body["value"] = new JsonArray([.. page.Select(root =>
        {
            var json = state.WithReplies ? MessageAnswers.WithReplies(call, channel, root) : MessageJson.Of(call, channel, root);
            json.Insert(0, "@odata.type", "#microsoft.graph.chatMessage");
            return json;
        })]);
        return GraphAnswer.Ok(body);
    }

    private static DateTimeOffset LastChange(Channel channel, Message root) => channel.Messages
        .Where(message => message == root || message.ReplyToId == root.Id)
        .Max(MessageJson.ModifiedAt);
}
