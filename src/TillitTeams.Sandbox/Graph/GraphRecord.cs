using System.Collections.Concurrent;

namespace TillitTeams.Sandbox.Graph;

/// <summary>One kind of call that Graph was asked for.</summary>
/// <param name="Call">Method and path, as <see cref="GraphRoutes"/> names it; of a subscription also what it is to.</param>
/// <param name="AsApp">Whether the app asked as itself, rather than as the person who is signed in.</param>
/// <param name="Permission">What let it in, the least of those that the token carried; null where a token is enough.</param>
public sealed record GraphUse(string Call, bool AsApp, string? Permission);

/// <summary>Which calls were made since the start, and by which permission: what an administrator would find in the tenant's logs.</summary>
public sealed class GraphRecord
{
    private readonly ConcurrentDictionary<GraphUse, bool> uses = new();

    private readonly ConcurrentDictionary<string, bool> traces = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<GraphUse> LetIn => Those(letIn: true);

    /// <summary>For want of a permission, not because somebody may not open the thing itself.</summary>
    public IReadOnlyCollection<GraphUse> Refused => Those(letIn: false);

    /// <summary>The <c>client-request-id</c> of everything that was asked.</summary>
    public IReadOnlyCollection<string> Traces => [.. traces.Keys];

    internal void Traced(string clientRequestId) => traces.TryAdd(clientRequestId, true);

    internal void LetsIn(string call, bool asApp, string? permission) => uses.TryAdd(new GraphUse(call, asApp, permission), true);

    internal void Refuses(string call, bool asApp) => uses.TryAdd(new GraphUse(call, asApp, "refused"), false);

    private List<GraphUse> Those(bool letIn) => [.. uses.Where(use => use.Value == letIn).Select(use => use.Key)];
}
