using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>Makes and changes columns (<em>Create a columnDefinition in a site</em>, <em>… in a list</em>, <em>Update columnDefinition</em>).</summary>
internal static partial class ColumnWrites
{
    private const string FromSite = "sourceColumn@odata.bind";

    /// <summary>"The type-related properties are mutually exclusive; a column can only have one of them specified."</summary>
    private static readonly string[] Facets =
        ["boolean", "calculated", "choice", "currency", "dateTime", "geolocation", "hyperlinkOrPicture", "lookup", "number", "personOrGroup", "term", "text", "thumbnail"];

    public static GraphAnswer AddToSite(GraphCall call) => call.OpenSite(SiteRole.Owner, out var site)
        ?? Read(call, out var column)
        ?? Add(call, site, site.Columns, column);

    /// <summary>A column of the library's own, or one of the site's that the library takes in.</summary>
    public static GraphAnswer AddToList(GraphCall call)
    {
        if (call.OpenList(SiteRole.Owner, out var site, out var drive) is { } refusal)
        {
            return refusal;
        }

        if ((string?)call.Request?.Body?[FromSite] is not { } source)
        {
            return Read(call, out var own) ?? Add(call, site, drive.Columns, own);
        }

        return site.Columns.Find(column => column.Id.ToString() == LastId().Match(source).Value) is { } shared
            ? Add(call, site, drive.Columns, Copy(shared))
            : DriveErrors.NotFound();
    }

    public static GraphAnswer ChangeInSite(GraphCall call) => call.OpenSite(SiteRole.Owner, out var site) ?? Change(call, site, site.Columns);

    public static GraphAnswer ChangeInList(GraphCall call) => call.OpenList(SiteRole.Owner, out var site, out var drive) ?? Change(call, site, drive.Columns);

    private static GraphAnswer? Read(GraphCall call, out Column column)
    {
        column = null!;
        if (call.Request?.Body is not { } body || Text(body, "name") is not { Length: > 0 } name || !Name().IsMatch(name))
        {
            return DriveErrors.Invalid("A column has a name, of letters and digits.");
        }

        if (Facets.Where(body.ContainsKey).ToList() is not [var facet] || body[facet] is not JsonObject settings)
        {
            return DriveErrors.Invalid("A column has exactly one type.");
        }

        column = new Column
        {
            Id = Guid.NewGuid(),
            Name = name,
            DisplayName = Text(body, "displayName") ?? name,
            Description = Text(body, "description") ?? "",
            Facet = facet,
            Settings = settings.DeepClone().AsObject(),
        };
        return null;
    }

    private static GraphAnswer Add(GraphCall call, Site site, List<Column> columns, Column column)
    {
        if (columns.Exists(other => string.Equals(other.Name, column.Name, StringComparison.OrdinalIgnoreCase)))
        {
            return DriveErrors.Exists($"A column with the name '{column.Name}' already exists.");
        }

        columns.Add(column);
        call.Made = new SiteColumnsChanged(site.Key);
        var json = ColumnAnswers.Json(column);
        json.Insert(0, "@odata.context", call.Context($"{GraphJson.Key("sites", site.GraphId)}/columns/$entity"));
        return new GraphAnswer(StatusCodes.Status201Created, json);
    }

    private static GraphAnswer Change(GraphCall call, Site site, List<Column> columns)
    {
        if (columns.Find(column => column.Id.ToString() == call["column"]) is not { } found)
        {
            return DriveErrors.NotFound();
        }

        if (call.Request?.Body is not { } body || Facets.FirstOrDefault(facet => body.ContainsKey(facet) && facet != found.Facet) is not null)
        {
            return DriveErrors.Invalid("The type of a column can't be changed.");
        }

        // "If 'true', changes to this column will be propagated to lists that implement the column."
        var inLibraries = body["propagateChanges"] is JsonValue propagates && propagates.TryGetValue<bool>(out var yes) && yes
            ? site.Drives.SelectMany(drive => drive.Columns).Where(column => column.Id == found.Id)
            : [];
        foreach (var column in inLibraries.Append(found))
        {
            column.DisplayName = Text(body, "displayName") ?? column.DisplayName;
            column.Description = Text(body, "description") ?? column.Description;
            foreach (var (name, value) in body[column.Facet] as JsonObject ?? [])
            {
                column.Settings[name] = value?.DeepClone();
            }
        }

        call.Made = new SiteColumnsChanged(site.Key);
        var json = ColumnAnswers.Json(found);
        json.Insert(0, "@odata.context", call.Context($"{GraphJson.Key("sites", site.GraphId)}/columns/$entity"));
        return GraphAnswer.Ok(json);
    }

    private static Column Copy(Column column) => new()
    {
        Id = column.Id,
        Name = column.Name,
        DisplayName = column.DisplayName,
        Description = column.Description,
        Facet = column.Facet,
        Settings = column.Settings.DeepClone().AsObject(),
    };

    private static string? Text(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,31}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("[0-9a-f-]{36}(?='?\\)?/?$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LastId();
}
