using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>A request on its way through: who asks for what, and the tenant to look in, under its lock.</summary>
internal sealed record GraphCall(
    TenantContent Tenant, TokenClaims Caller, AppRegistration App, GraphQuery Query, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The address of <c>/v1.0</c> as the client knows it, for the links in an answer.</summary>
    public required string Root { get; init; }

    /// <summary>Where it is noted down by which permission the call came in.</summary>
    public required GraphRecord Record { get; init; }

    /// <summary>After the root, still escaped.</summary>
    public required string Path { get; init; }

    public DateTimeOffset Now { get; init; }

    /// <summary>As it came, where an answer depends on more than its address.</summary>
    public GraphRequest? Request { get; init; }

    /// <summary>What the answer changed in the tenant.</summary>
    public TenantChange? Made { get; set; }

    public string this[string name] => Values[name];

    public string Context(string of) => $"{Root}/$metadata#{of}";

    public GraphAnswer? RefuseExpand(string only) =>
        Query.Expand is null || string.Equals(Query.Expand, only, StringComparison.OrdinalIgnoreCase) ? null : GraphAnswer.NotHere($"$expand={Query.Expand} on {Path}");

    /// <summary>Answers with one resource.</summary>
    public GraphAnswer Entity(string set, JsonObject entity, string type)
    {
        if (Query.Narrow([entity], type) is { } refusal)
        {
            return refusal;
        }

        entity.Insert(0, "@odata.context", Context($"{set}{Query.SelectSuffix}/$entity"));
        return GraphAnswer.Ok(entity);
    }

    /// <summary>Answers with a collection as a whole, filtered and narrowed as the query says.</summary>
    public GraphAnswer Collection(string set, IEnumerable<JsonObject> items, string type) =>
        Page(set, items, type, new GraphPageSize(int.MaxValue, int.MaxValue));

    /// <summary>Answers with one page, and the link to the next when there is more.</summary>
    public GraphAnswer Page(string set, IEnumerable<JsonObject> items, string type, GraphPageSize size, bool isFiltered = false)
    {
        var all = items.ToList();
        if (!isFiltered && Query.Filter(ref all, type) is { } badFilter)
        {
            return badFilter;
        }

        if (Query.Slice(all, size, out var page, out var next) is { } badPage)
        {
            return badPage;
        }

        if (Query.Narrow(page, type) is { } badSelect)
        {
            return badSelect;
        }

        var body = new JsonObject
        {
            ["@odata.context"] = Context(set + Query.SelectSuffix),
            ["@odata.count"] = page.Count,
        };
        if (next is not null)
        {
            body["@odata.nextLink"] = $"{Root}{Path}?{next}";
        }

        body["value"] = new JsonArray([.. page]);
        return GraphAnswer.Ok(body);
    }
}

/// <summary>How many items a page has when nobody says, and how many it may have.</summary>
internal sealed record GraphPageSize(int Default, int Largest);
