using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Graph.Files;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>Who asks, and what he or she or the app may be told about.</summary>
internal sealed class SubscriptionAccess(GraphService graph, GraphRecord record, AppRegistration app, SandboxAddresses addresses)
{
    public TokenClaims? Identify(GraphRequest request) => graph.Identify(request);

    public string Context(string of) => $"{addresses.GraphUrl}/$metadata#{of}";

    /// <summary>What one has made oneself is listed with no more than a token.</summary>
    public void NoteList(TokenClaims caller) => record.LetsIn("GET /subscriptions", caller.IsApp, permission: null);

    /// <summary>Takes what it took to make it (<em>Delete subscription</em>); what has lost that ends all the same.</summary>
    public void NoteEnd(TenantContent content, TokenClaims caller, ChangeSubscription subscription)
    {
        var resource = SubscriptionResource.Parse(subscription.Resource)!;
        if (Call(content, caller, resource).Holding(resource.Needed) is { } held)
        {
            record.LetsIn($"DELETE /subscriptions/{{subscription}} to {resource.Template}", caller.IsApp, held);
        }
    }

    /// <summary>The permission on the very channel or chat, whether that exists, and for a person whether he or she is in it.</summary>
    public GraphAnswer? Refuse(TenantContent content, TokenClaims caller, SubscriptionResource resource, string operation)
    {
        var call = Call(content, caller, resource);
        var held = call.Holding(resource.Needed);
        Note(operation, resource, caller, held);
        if (held is null)
        {
            return SubscriptionOrder.Workload(operation, StatusCodes.Status403Forbidden, "");
        }

        var refusal = resource.IsDrive ? call.OpenDrive(out _)
            : resource.Values.ContainsKey("chat") ? call.OpenChat(out _) : call.OpenChannel(out _, out _);
        return refusal is null ? null : SubscriptionOrder.Workload(operation, refusal.Status, (string?)refusal.Body["error"]?["message"] ?? "");
    }

    /// <summary>The same once more, when something is to be told: what was allowed then may not be now.</summary>
    public bool MayStillKnow(TenantContent content, ChangeSubscription subscription) =>
        SubscriptionResource.Parse(subscription.Resource) is { } resource
        && (resource.IsDrive ? MayStillKnowDrive(content, subscription) : subscription.PersonId is not { } person
            ? Refuse(content, new TokenClaims(content.Id, null, new HashSet<string>(), new HashSet<string>(), subscription.ApplicationId), resource, "") is null
            : content.FindConversation(subscription.ConversationId) is { } conversation && content.IsMember(person, conversation));

    private GraphCall Call(TenantContent content, TokenClaims caller, SubscriptionResource resource) =>
        new(content, caller, app, new GraphQuery(""), resource.Values) { Root = addresses.GraphUrl.ToString(), Path = "/subscriptions", Record = record };

    private void Note(string operation, SubscriptionResource resource, TokenClaims caller, string? held)
    {
        var call = operation switch
        {
            "Create" => $"POST /subscriptions to {resource.Template}",
            "Update" => $"PATCH /subscriptions/{{subscription}} to {resource.Template}",
            "Reauthorize" => $"POST /subscriptions/{{subscription}}/reauthorize to {resource.Template}",
            // Graph asks itself.
            _ => null,
        };
        if (call is not null && held is not null)
        {
            record.LetsIn(call, caller.IsApp, held);
        }
        else if (call is not null)
        {
            record.Refuses(call, caller.IsApp);
        }
    }

    private static bool MayStillKnowDrive(TenantContent content, ChangeSubscription subscription) =>
        content.FindDrive(subscription.ConversationId) is var (site, _)
        && (subscription.PersonId is { } person ? content.MayOpen(person, site) : site.Grants.Exists(grant => grant.ApplicationId == subscription.ApplicationId));

    /// <summary>A subscription is seen by the app that made it, and when a person made it by nobody else.</summary>
    public static bool Owns(TokenClaims caller, ChangeSubscription subscription) =>
        subscription.ApplicationId == caller.AppId && subscription.PersonId == caller.UserId;

    public static GraphAnswer Gone() =>
        GraphAnswer.Refuse(StatusCodes.Status404NotFound, "ResourceNotFound", "The object was not found.");
}
