using System.Text.Json;
using System.Text.Json.Serialization;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>
/// What comes back from the dialog. It says what the person wants and nothing else: neither which message
/// it is about nor who asks, which only Teams' signed activity says.
/// </summary>
internal static class TagDialogData
{
    /// <summary>What was filled in, and what the dialog had been opened with.</summary>
    public static (Tags Chosen, Tags Opened) Read(Invoke invoke) =>
        (Read(invoke.Text("goals"), invoke.Text("principles"), invoke.Text("initiative"), invoke.Text("why")), ReadOpened(invoke.Text("opened")));

    /// <summary>The link's when it was shown; null when there was none.</summary>
    public static Guid? Version(Invoke invoke) => Guid.TryParse(invoke.Text("version"), out var version) ? version : null;

    /// <summary>As text, because clients differ in what they do with data inside data.</summary>
    public static string Write(Tags opened) => JsonSerializer.Serialize(
        new OpenedTags(
            string.Join(',', opened.Goals.Order(StringComparer.Ordinal)),
            string.Join(',', opened.Principles.Order(StringComparer.Ordinal)),
            opened.InitiativeId?.ToString(),
            opened.Why),
        TagDialogJson.Default.OpenedTags);

    public static Tags ReadOpened(string? text)
    {
        try
        {
            return text is not null && JsonSerializer.Deserialize(text, TagDialogJson.Default.OpenedTags) is { } opened
                ? Read(opened.Goals, opened.Principles, opened.Initiative, opened.Why)
                : Tags.None;
        }
        catch (JsonException)
        {
            // Not ours. Merged against nothing, it can add but take nothing away.
            return Tags.None;
        }
    }

    private static Tags Read(string? goals, string? principles, string? initiative, string? why) =>
        Tags.Of(Split(goals), Split(principles), Guid.TryParse(initiative, out var id) ? id : null, why);

    private static string[] Split(string? values) =>
        values?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

internal sealed record OpenedTags(string? Goals, string? Principles, string? Initiative, string? Why);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenedTags))]
internal sealed partial class TagDialogJson : JsonSerializerContext;
