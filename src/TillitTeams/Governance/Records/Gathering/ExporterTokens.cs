using System.Collections.Concurrent;
using System.Net.Http.Headers;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>Somebody who has ordered an export, with the token that their open page has last sent.</summary>
internal sealed record Exporter(Guid TenantId, Guid PersonId, string Token);

/// <summary>
/// With what Microsoft 365 is asked as the person who ordered an export. It is kept in memory alone, for as long as it holds
/// and there is something to gather for them: nothing from which somebody could act as another is ever stored unsealed.
/// </summary>
internal sealed class ExporterTokens
{
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Person), Exporter> held = new();

    public IReadOnlyList<Exporter> Held => [.. held.Values];

    public void Hand(Caller caller, string? authorization)
    {
        if (AuthenticationHeaderValue.TryParse(authorization, out var header) && header.Parameter is { Length: > 0 } token)
        {
            held[(caller.TenantId, caller.UserId)] = new Exporter(caller.TenantId, caller.UserId, token);
        }
    }

    /// <summary>Unless they have sent another one meanwhile.</summary>
    public void Forget(Exporter exporter) =>
        held.TryRemove(KeyValuePair.Create((exporter.TenantId, exporter.PersonId), exporter));
}
