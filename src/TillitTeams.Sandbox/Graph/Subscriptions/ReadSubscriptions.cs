using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary><c>GET /subscriptions</c> and <c>GET /subscriptions/{id}</c>: the caller's own.</summary>
internal sealed class ReadSubscriptions(SandboxTenant tenant, SubscriptionAccess access)
{
    public GraphAnswer List(GraphRequest request)
    {
        if (access.Identify(request) is not { } caller)
        {
            return GraphService.Unauthenticated(request);
        }

        access.NoteList(caller);
        var own = tenant.Read(content => content.Subscriptions
            .Where(subscription => SubscriptionAccess.Owns(caller, subscription))
            .Select(SubscriptionJson.Of)
            .ToArray());
        return GraphAnswer.Ok(new JsonObject
        {
            ["@odata.context"] = access.Context("subscriptions"),
            ["value"] = new JsonArray(own),
        });
    }

    public GraphAnswer Get(GraphRequest request, string id)
    {
        if (access.Identify(request) is not { } caller)
        {
            return GraphService.Unauthenticated(request);
        }

        var found = tenant.Read(content =>
            content.Subscriptions.Find(subscription => subscription.Id.ToString() == id && SubscriptionAccess.Owns(caller, subscription)) is { } subscription
                ? SubscriptionJson.Of(subscription)
                : null);
        found?.Insert(0, "@odata.context", access.Context("subscriptions/$entity"));
        return found is null ? SubscriptionAccess.Gone() : GraphAnswer.Ok(found);
    }
}
