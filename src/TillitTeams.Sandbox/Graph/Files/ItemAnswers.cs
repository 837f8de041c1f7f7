using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>One item, what lies in a folder, and a channel's folder.</summary>
internal static class ItemAnswers
{
    private static readonly GraphPageSize Size = new(200, 1000);

    public static GraphAnswer Get(GraphCall call) => call.OpenItem(out var document) ?? Entity(call, document);

    public static GraphAnswer Root(GraphCall call) => call.OpenDrive(out var root) ?? Entity(call, root);

    public static GraphAnswer Children(GraphCall call)
    {
        if (call.OpenItem(out var folder) is { } refusal)
        {
            return refusal;
        }

        var children = folder.Drive.ChildrenOf(folder.Item)
            .OrderBy(item => item.Name, StringComparer.OrdinalIgnoreCase)
            .Select(item => folder with { Item = item })
            .Where(call.MayRead)
            .Select(document => DriveItemJson.Of(call, document))
            .ToList();
        if (call.Query.Slice(children, Size, out var page, out var next) is { } badPage)
        {
            return badPage;
        }

        foreach (var json in page)
        {
            if (DriveItemJson.Narrow(call, json) is { } badSelect)
            {
                return badSelect;
            }
        }

        var body = new JsonObject { ["@odata.context"] = call.Context($"{Set(folder)}('{call["item"]}')/children") };
        if (next is not null)
        {
            body["@odata.nextLink"] = $"{call.Root}{call.Path}?{next}";
        }

        body["value"] = new JsonArray([.. page]);
        return GraphAnswer.Ok(body);
    }

    /// <summary>Once in the channel, one is also in the site where its files lie (<em>Get filesFolder</em>).</summary>
    public static GraphAnswer OfChannel(GraphCall call)
    {
        if (call.OpenChannel(out _, out var channel) is { } refusal)
        {
            return refusal;
        }

        if (call.Tenant.FilesOf(channel) is not { } folder)
        {
            return GraphAnswer.NotFound("Folder location for this channel is not ready yet, please try again later.");
        }

        var json = DriveItemJson.Of(call, folder);
        DriveItemJson.Narrow(call, json);
        json.Insert(0, "@odata.context", call.Context($"{GraphJson.Key("teams", call["team"])}/{GraphJson.Key("channels", call["channel"])}/filesFolder/$entity"));
        return GraphAnswer.Ok(json);
    }

    public static GraphAnswer Entity(GraphCall call, Document document)
    {
        var json = DriveItemJson.Of(call, document);
        if (DriveItemJson.Narrow(call, json) is { } refusal)
        {
            return refusal;
        }

        json.Insert(0, "@odata.context", call.Context($"{Set(document)}{call.Query.SelectSuffix}/$entity"));
        return GraphAnswer.Ok(json);
    }

    private static string Set(Document document) => $"{GraphJson.Key("drives", document.Drive.Id)}/items";
}
