using System.Text.Json;

namespace TillitTeams.Teams;

/// <summary>A request that Teams waits for the answer to.</summary>
/// <param name="Data">What the person filled in, together with the data of the button that was pressed.</param>
/// <param name="Message">The message that a message action was chosen on.</param>
public sealed record Invoke(Activity Activity, JsonElement Data, MessagePayload? Message)
{
    /// <summary>What is searched for, or the link that was pasted, at the compose box.</summary>
    public ComposeQuery? Query { get; init; }

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

/// <param name="Words">Null before anything was typed.</param>
/// <param name="Url">The pasted link.</param>
/// <param name="Token">The person's, when Teams was asked for it; to be validated.</param>
public sealed record ComposeQuery(string? Words, string? Url, string? Token);
