using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TillitTeams.Teams;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The Bot Connector's keys are where the app looks for them, and there is one that speaks for Teams.</summary>
internal sealed class ReadBotKeys(IHttpClientFactory http, IOptions<BotOptions> options) : Check
{
    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var address = options.Value.MetadataAddress;
        using var client = http.CreateClient();
        if (await ReadAsync(client, address, cancellationToken) is not { } metadata || metadata["jwks_uri"]?.ToString() is not { Length: > 0 } keys)
        {
            return Finding.Fault("BotMetadataUnread", address).See("azure/bot-service/rest-api/bot-framework-rest-connector-authentication");
        }

        var endorsed = (await ReadAsync(client, new Uri(keys), cancellationToken))?["keys"]?.AsArray()
            .Any(key => key?["endorsements"]?.AsArray().Any(channel => channel?.ToString() == "msteams") == true);
        return endorsed == true ? Finding.Well("BotKeysWell", address.Host) : Finding.Fault("NoBotKeys", keys);
    }

    private static async Task<JsonNode?> ReadAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)) : null;
        }
        catch (Exception unread) when (unread is HttpRequestException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
