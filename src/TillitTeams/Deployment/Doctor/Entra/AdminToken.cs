using System.Text.Json;
using System.Text.Json.Nodes;

namespace TillitTeams.Deployment.Doctor;

/// <summary>
/// An administrator's token for Graph, as <c>az account get-access-token</c> prints it, whole or alone. It is held for this run
/// alone, and told to nobody but Graph.
/// </summary>
/// <param name="Value">Null when nobody gave one.</param>
internal sealed record AdminToken(string? Value)
{
    /// <returns>What is wrong with the file, in one line that tells nothing of what stands in it; null if nothing is.</returns>
    public static async Task<(AdminToken? Token, string? Fault)> ReadAsync(string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return (new AdminToken(Value: null), null);
        }

        try
        {
            var text = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
            var value = text is ['{', ..] ? JsonNode.Parse(text)?["accessToken"]?.ToString() : text;
            return string.IsNullOrEmpty(value) || value.Any(sign => sign is <= ' ' or > '~') ? (null, $"{file} holds no token.") : (new AdminToken(value), null);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            return (null, unread is JsonException ? $"{file} holds no token." : $"{file} could not be read.");
        }
    }

    /// <summary>A record would print what it holds.</summary>
    public override string ToString() => nameof(AdminToken);
}
