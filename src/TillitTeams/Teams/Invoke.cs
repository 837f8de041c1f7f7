using System.Text.Json;

namespace TillitTeams.Teams;

/// <summary>A request that Teams waits for the answer to.</summary>
/// <param name="Data">What the person filled in, together with the data of the button that was pressed.</param>
/// <param name="Message">The message that a message action was chosen on.</param>
public sealed record Invoke(Activity Activity, JsonElement Data, MessagePayload? Message)
{
    public string? Text(string name) =>
        Data.ValueKind == JsonValueKind.Object
        && Data.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The chosen values of a multi-select choice set.</summary>
    public IReadOnlyList<string> Choices(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Teams sends a toggle as text, some clients as a boolean.</summary>
    public bool IsOn(string name) =>
        Data.ValueKind == JsonValueKind.Object
        && Data.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True
            || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase)));
}
