using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace TillitTeams.Deployment.Package;

/// <summary>Microsoft's official schemas of the manifest and of its texts in other languages.</summary>
internal static class CheckSchema
{
    public const string Manifest = "MicrosoftTeams.schema.json";

    public const string Strings = "MicrosoftTeams.Localization.schema.json";

    public static async Task<List<string>> FaultsInAsync(string file, JsonObject json, string schema, CancellationToken cancellationToken)
    {
        var official = await JsonSchema.FromJsonAsync(Plain(JsonNode.Parse(PackageFiles.Schema(schema))!).ToJsonString(), cancellationToken);
        return [.. official.Validate(json.ToJsonString()).SelectMany(Leaves).Select(error => $"{file}, {error.Path?.TrimStart('#', '/')}: {Say(error)} (Microsoft's schema).").Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The same in words of draft 4, which the schemas call themselves and NJsonSchema reads: in it neither <c>const</c> is
    /// known nor anything that stands beside a <c>$ref</c>.
    /// </summary>
    private static JsonNode Plain(JsonNode schema)
    {
        foreach (var at in Within(schema).OfType<JsonObject>().ToList())
        {
            if (at["const"] is JsonValue only)
            {
                at["enum"] = new JsonArray(only.DeepClone());
                at.Remove("const");
            }

            if (at.Count > 1 && at["$ref"] is JsonValue reference)
            {
                at.Remove("$ref");
                at["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference.DeepClone() });
            }
        }

        return schema;
    }

    private static IEnumerable<JsonNode> Within(JsonNode node) => (node switch
    {
        JsonObject at => at.Select(property => property.Value),
        JsonArray at => at,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Within).Append(node);

    /// <summary>Where a choice of forms fits none, each form tells why.</summary>
    private static IEnumerable<ValidationError> Leaves(ValidationError error) =>
        error is ChildSchemaValidationError { Errors.Count: > 0 } child ? child.Errors.Values.SelectMany(errors => errors).SelectMany(Leaves) : [error];

    private static string Say(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.StringTooLong => $"it may have {error.Schema.MaxLength} characters, so shorten it",
        ValidationErrorKind.PropertyRequired => $"{error.Property} is missing, so add it",
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "Teams does not know it, so remove it",
        ValidationErrorKind.NotInEnumeration => $"write one of {string.Join(", ", error.Schema.Enumeration)}",
        ValidationErrorKind.PatternMismatch => $"write it in the form {error.Schema.Pattern}",
        ValidationErrorKind.TooManyItems => $"there may be {error.Schema.MaxItems}, so remove some",
        ValidationErrorKind.TooFewItems => $"there have to be {error.Schema.MinItems}, so add some",
        ValidationErrorKind.ItemsNotUnique => "it says the same twice, so remove one",
        _ => $"{error.Kind}, {error.Schema.Description}",
    };
}
