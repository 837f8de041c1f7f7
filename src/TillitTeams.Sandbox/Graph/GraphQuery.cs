using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Graph;

[Flags]
internal enum GraphOptions
{
    None = 0,
    Select = 1,
    Filter = 2,
    Expand = 4,
    Top = 8,
    SkipToken = 16,
    OrderBy = 32,
    Count = 64,
    Search = 128,
    Skip = 256,
    DeltaToken = 512,
}

/// <summary>The OData query options of a request; other parameters are nobody's business.</summary>
internal sealed class GraphQuery
{
    private readonly Dictionary<GraphOptions, string> options = [];
    private readonly string? unknown;

    public GraphQuery(string query)
    {
        foreach (var (key, value) in QueryHelpers.ParseQuery(query))
        {
            // The one parameter of a function that comes without a dollar sign (driveItem: delta).
            if (key == "token")
            {
                Token = value.ToString();
            }

            if (!key.StartsWith('$'))
            {
                continue;
            }

            if (Enum.GetValues<GraphOptions>().FirstOrDefault(option => string.Equals($"${option}", key, StringComparison.OrdinalIgnoreCase)) is var option and not GraphOptions.None)
            {
                options[option] = value.ToString();
            }
            else
            {
                unknown = key;
            }
        }
    }

    public string? Token { get; }

    /// <summary>The properties that were asked for; null for those that come by themselves.</summary>
    public IReadOnlySet<string>? Selected => options.TryGetValue(GraphOptions.Select, out var select)
        ? select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
        : null;

    public string? this[GraphOptions option] => options.GetValueOrDefault(option);

    public string? Expand => options.GetValueOrDefault(GraphOptions.Expand);

    public string? OrderBy => options.GetValueOrDefault(GraphOptions.OrderBy);

    /// <summary>The filter, where it is a range of dates rather than <see cref="GraphFilter"/>'s equality.</summary>
    public string? Range => options.GetValueOrDefault(GraphOptions.Filter);

    public bool Selects => options.ContainsKey(GraphOptions.Select);

    public string SelectSuffix => options.TryGetValue(GraphOptions.Select, out var select) ? $"({select})" : "";

    public GraphAnswer? Check(GraphRoute route)
    {
        if (unknown is not null)
        {
            return GraphAnswer.BadRequest($"The query parameter '{unknown}' is not recognized.");
        }

        foreach (var option in options.Keys.Where(option => !route.Allowed.HasFlag(option)))
        {
            return route.Elsewhere.HasFlag(option)
                ? GraphAnswer.NotHere($"${option.ToString().ToLowerInvariant()} on {route.Template}")
                : GraphAnswer.BadQuery(
                    $"Query option '{option}' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.");
        }

        return null;
    }

    public GraphAnswer? Filter(ref List<JsonObject> items, string type)
    {
        if (!options.TryGetValue(GraphOptions.Filter, out var text))
        {
            return null;
        }

        if (GraphFilter.Parse(text) is not { } filter)
        {
            return GraphAnswer.BadRequest($"Invalid filter clause: '{text}'.");
        }

        if (items is [var sample, ..] && filter.Properties.FirstOrDefault(property => !sample.ContainsKey(property)) is { } missing)
        {
            return GraphAnswer.BadRequest($"Could not find a property named '{missing}' on type '{type}'.");
        }

        items = items.FindAll(filter.Accepts);
        return null;
    }

    /// <summary>Keeps the properties that were asked for.</summary>
    public GraphAnswer? Narrow(IReadOnlyList<JsonObject> items, string type)
    {
        if (Selected is not { } wanted)
        {
            return null;
        }

        foreach (var item in items)
        {
            if (wanted.FirstOrDefault(property => !item.ContainsKey(property)) is { } missing)
            {
                return GraphAnswer.BadRequest($"Parsing OData Select and Expand failed: Could not find a property named '{missing}' on type '{type}'.");
            }

            foreach (var other in item.Select(pair => pair.Key).Where(key => key[0] != '@' && !wanted.Contains(key)).ToList())
            {
                item.Remove(other);
            }
        }

        return null;
    }

    /// <summary>
    /// Cuts out the page after the one that the skip token ended. The token names an item rather than a
    /// position, so that what arrives in between neither repeats nor hides anything.
    /// </summary>
    public GraphAnswer? Slice(List<JsonObject> all, GraphPageSize size, out List<JsonObject> page, out string? next)
    {
        page = [];
        next = null;
        var top = size.Default;
        if (options.TryGetValue(GraphOptions.Top, out var text)
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top) || top == 0))
        {
            return GraphAnswer.BadQuery($"Invalid value '{text}' for $top query option found. The $top query option requires a positive integer value.");
        }

        if (top > size.Largest)
        {
            return GraphAnswer.BadQuery($"The limit of '{size.Largest}' for Top query has been exceeded. The value from the incoming request is '{top}'.");
        }

        var start = 0;
        if (options.TryGetValue(GraphOptions.SkipToken, out var token))
        {
            start = 1 + all.FindIndex(item => TokenOf(item) == token);
            if (start == 0)
            {
                return GraphAnswer.BadRequest("The skip token is not valid.");
            }
        }

        page = [.. all.Skip(start).Take(top)];
        if (start + page.Count < all.Count)
        {
            var carried = options
                .Where(option => option.Key is not GraphOptions.SkipToken)
                .Select(option => $"${option.Key.ToString().ToLowerInvariant()}={Uri.EscapeDataString(option.Value)}");
            next = string.Join('&', [.. carried, $"$skiptoken={TokenOf(page[^1])}"]);
        }

        return null;
    }

    private static string TokenOf(JsonObject item) =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(item["id"]!.GetValue<string>()));
}
