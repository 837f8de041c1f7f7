using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary><c>POST /search/query</c> for driveItems: only what the person could open anyway is found.</summary>
internal static class SearchAnswers
{
    private const int Default = 25;
    private const int Largest = 500;

    /// <summary>Properties that the search schema calls sortable, by the names that Graph and SharePoint give them.</summary>
    private static readonly Dictionary<string, Func<Document, IComparable>> Sortable = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lastModifiedDateTime"] = document => document.Item.ModifiedAt,
        ["LastModifiedTime"] = document => document.Item.ModifiedAt,
        ["createdDateTime"] = document => document.Item.CreatedAt,
        ["Created"] = document => document.Item.CreatedAt,
        ["name"] = document => document.Item.Name,
        ["size"] = document => document.Item.Size,
    };

    public static GraphAnswer Query(GraphCall call)
    {
        // "Collection of one or more search requests … currently only one" (search: query).
        if (call.Request?.Body?["requests"] is not JsonArray { Count: 1 } requests || requests[0] is not JsonObject request)
        {
            return Bad("Exactly one search request is expected.");
        }

        if (request["entityTypes"] is not JsonArray { Count: > 0 } types)
        {
            return Bad("Invalid entityTypes.");
        }

        if (types.Any(type => (string?)type is not ("driveItem" or "microsoft.graph.driveItem")))
        {
            return GraphAnswer.NotHere("search for anything but driveItem");
        }

        if ((string?)request["query"]?["queryString"] is not { Length: > 0 } text || KqlQuery.Parse(text) is not { } query)
        {
            return Bad("The query string cannot be read.");
        }

        var (from, size) = (Number(request, "from") ?? 0, Number(request, "size") ?? Default);
        if (from < 0 || size is < 1 or > Largest)
        {
            return Bad($"Paging is invalid: from must not be negative, and size is between 1 and {Largest}.");
        }

        var person = call.Caller.UserId!.Value;
        var hits = call.Tenant.Documents().Where(document => document.Item.ParentId is not null && document.MayRead(person) && query.Accepts(document)).ToList();
        if (Sort(request["sortProperties"] as JsonArray, ref hits) is { } refusal)
        {
            return refusal;
        }

        var page = hits.Skip(from).Take(size).ToList();
        var container = new JsonObject { ["total"] = hits.Count, ["moreResultsAvailable"] = from + page.Count < hits.Count };
        if (page.Count > 0)
        {
            container.Insert(0, "hits", new JsonArray([.. page.Select((document, i) => Hit(call, document, from + i + 1))]));
        }

        return GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = call.Context("Collection(microsoft.graph.searchResponse)"),
            ["value"] = new JsonArray(new JsonObject
            {
                ["searchTerms"] = new JsonArray([.. query.Words.Select(word => (JsonNode)word)]),
                ["hitsContainers"] = new JsonArray(container),
            }),
        });
    }

    private static GraphAnswer? Sort(JsonArray? properties, ref List<Document> hits)
    {
        IOrderedEnumerable<Document>? sorted = null;
        foreach (var property in properties ?? [])
        {
            if ((string?)property?["name"] is not { } name || !Sortable.TryGetValue(name, out var key))
            {
                return Bad($"The property '{property?["name"]}' is not sortable.");
            }

            var descending = (bool?)property["isDescending"] ?? false;
            sorted = (sorted, descending) switch
            {
                (null, true) => hits.OrderByDescending(key),
                (null, false) => hits.OrderBy(key),
                (_, true) => sorted.ThenByDescending(key),
                _ => sorted.ThenBy(key),
            };
        }

        hits = [.. sorted ?? hits.OrderByDescending(document => document.Item.ModifiedAt)];
        return null;
    }

    /// <summary>Search knows an item by its path, and leaves out most of what the item itself tells.</summary>
    private static JsonObject Hit(GraphCall call, Document document, int rank)
    {
        var parent = DriveItemJson.Parent(document);
        parent.Remove("path");
        parent["sharepointIds"] = new JsonObject
        {
            ["listId"] = document.Drive.ListId.ToString(),
            ["listItemId"] = $"{document.Item.ListItemId}",
            ["listItemUniqueId"] = document.Item.UniqueId.ToString(),
        };
        return new JsonObject
        {
            ["hitId"] = document.Item.Id,
            ["rank"] = rank,
            ["summary"] = document.Item.Text,
            ["resource"] = new JsonObject
            {
                ["@odata.type"] = $"#{DriveItemJson.Type}",
                ["size"] = document.Item.Size,
                ["fileSystemInfo"] = new JsonObject
                {
                    ["createdDateTime"] = GraphJson.Time(document.Item.CreatedAt),
                    ["lastModifiedDateTime"] = GraphJson.Time(document.Item.ModifiedAt),
                },
                ["id"] = document.Item.Id,
                ["createdBy"] = NameOf(call, document.Item.CreatedBy),
                ["createdDateTime"] = GraphJson.Time(document.Item.CreatedAt),
                ["lastModifiedBy"] = NameOf(call, document.Item.ModifiedBy),
                ["lastModifiedDateTime"] = GraphJson.Time(document.Item.ModifiedAt),
                ["name"] = document.Item.Name,
                ["parentReference"] = parent,
                ["webUrl"] = document.PathUrl(),
            },
        };
    }

    private static JsonObject NameOf(GraphCall call, Guid? who) => new()
    {
        ["user"] = new JsonObject { ["displayName"] = who is { } id ? call.Tenant.FindPerson(id)?.DisplayName : "SharePoint-app" },
    };

    private static int? Number(JsonObject request, string name) => request[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static GraphAnswer Bad(string message) => GraphAnswer.BadRequest(message);
}
