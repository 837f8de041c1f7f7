using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary><c>DELETE /subscriptions/{id}</c>: the app has heard enough.</summary>
internal sealed class DeleteSubscription(SandboxTenant tenant, SubscriptionAccess access)
{
    public GraphAnswer Answer(GraphRequest request, string id)
    {
        if (access.Identify(request) is not { } caller)
        {
            return GraphService.Unauthenticated(request);
        }

        var answer = SubscriptionAccess.Gone();
        tenant.Change(content =>
        {
            if (content.Subscriptions.Find(subscription => subscription.Id.ToString() == id && SubscriptionAccess.Owns(caller, subscription)) is not { } found)
            {
                return null;
            }

            access.NoteEnd(content, caller, found);
            content.Subscriptions.Remove(found);
            answer = GraphAnswer.Nothing;
            return new SubscriptionChanged(found.Id, ChangeKind.Deleted);
        });
        return answer;
    }
}
