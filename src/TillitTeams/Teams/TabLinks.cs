using System.Text.Json;
using Microsoft.Extensions.Options;

namespace TillitTeams.Teams;

/// <summary>Deep links into the personal tab (<i>Create deep links to an app or tab</i>).</summary>
public sealed class TabLinks(IOptions<TeamsOptions> options)
{
    private const string EntityId = "goals";

    public string Overview(string label) => To(EntityId, label);

    public string Goal(string code, string label) => To($"goal/{code}", label);

    public string Principle(string code, string label) => To($"principle/{code}", label);

    public string Initiative(Guid id, string label) => To($"initiative/{id}", label);

    /// <summary>Where the weekly letter is set up.</summary>
    /// <param name="channelId">The channel whose letter it is; null for a person's own.</param>
    /// <param name="label">What clients show where they cannot open the link.</param>
    public string Digest(string? channelId, string label) => To(channelId is null ? "digest" : $"digest?channel={Uri.EscapeDataString(channelId)}", label);

    /// <param name="subPage">What the tab reads as its <c>subPageId</c>.</param>
    /// <param name="label">What clients show where they cannot open the link.</param>
    private string To(string subPage, string label)
    {
        var context = $$"""{"subEntityId":"{{JsonEncodedText.Encode(subPage)}}"}""";
        return $"https://teams.microsoft.com/l/entity/{options.Value.LinkedId}/{EntityId}"
            + $"?label={Uri.EscapeDataString(label)}&context={Uri.EscapeDataString(context)}";
    }
}
