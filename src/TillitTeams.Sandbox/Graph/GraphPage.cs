using System.Globalization;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph;

/// <summary>A page of a collection, with <c>@odata.nextLink</c> when there is more (<em>Paging Microsoft Graph data</em>).</summary>
internal static class GraphPage
{
    public static GraphAnswer Of<T>(GraphRequest request, IReadOnlyList<T> all, Func<T, JsonNode> json, int defaultSize = 100, int maxSize = 999)
    {
        var size = defaultSize;
        if (request.Query.TryGetValue("$top", out var top)
            && (!int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size < 1 || size > maxSize))
        {
            return GraphError.BadRequest($"The limit of '{maxSize}' for Top query has been exceeded.");
        }

        var start = request.Query.TryGetValue("$skiptoken", out var token) && int.TryParse(token, CultureInfo.InvariantCulture, out var from) ? from : 0;
        var body = new JsonObject
        {
            ["@odata.context"] = $"https://graph.microsoft.com/v1.0/$metadata#{request.Path}",
            ["@odata.count"] = Math.Min(size, Math.Max(0, all.Count - start)),
        };
        if (start + size < all.Count)
        {
            body["@odata.nextLink"] = $"{request.Graph.BaseUrl}/{string.Join('/', request.Path.Split('/').Select(Uri.EscapeDataString))}?$top={size}&$skiptoken={start + size}";
        }

        body["value"] = new JsonArray([.. all.Skip(start).Take(size).Select(json)]);
        return GraphAnswer.Ok(body);
    }
}
