using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>
/// <c>PATCH /subscriptions/{id}</c> and <c>POST /subscriptions/{id}/reauthorize</c>: both prove anew that the
/// caller may know, and the first also puts off the end.
/// </summary>
internal sealed class RenewSubscription(
    SandboxTenant tenant, SubscriptionAccess access, Handshake handshake, SubscriptionLimits limits, NotificationFaults faults)
{
    public async Task<GraphAnswer> RenewAsync(GraphRequest request, string id, Stream body, GraphTrace trace, CancellationToken cancellationToken)
    {
        if (access.Identify(request) is not { } caller)
        {
            return GraphService.Unauthenticated(request);
        }

        if (await SubscriptionOrder.ReadAsync(body, cancellationToken) is not { } order || (order.ExpiresAt, order.NotificationUrl) is (null, null))
        {
            return SubscriptionOrder.Invalid("Only expirationDateTime and notificationUrl can be changed.");
        }

        if (handshake.RefuseAddress(order.NotificationUrl, "notificationUrl") is { } badAddress)
        {
            return badAddress;
        }

        var endpoint = order.NotificationUrl is { } address ? new Uri(address) : null;
        if (endpoint is not null && await handshake.AskAsync(endpoint, trace.RequestId, cancellationToken) is { } silent)
        {
            return silent;
        }

        JsonObject? json = null;
        var refusal = Prove(caller, id, "Update", subscription =>
        {
            var now = tenant.Clock.GetUtcNow();
            if (order.ExpiresAt is not null && order.RefuseTime(limits, now, subscription.LifecycleNotificationUrl is not null, "Update", SubscriptionResource.Parse(subscription.Resource) is { IsDrive: true }) is { } badTime)
            {
                return badTime;
            }

            subscription.ExpiresAt = order.ExpiresAt is null ? subscription.ExpiresAt : order.Expiry(limits, now);
            subscription.NotificationUrl = endpoint ?? subscription.NotificationUrl;
            json = SubscriptionJson.Of(subscription);
            return null;
        });
        json?.Insert(0, "@odata.context", access.Context("subscriptions/$entity"));
        return refusal ?? GraphAnswer.Ok(json!);
    }

    public GraphAnswer Reauthorize(GraphRequest request, string id) =>
        access.Identify(request) is { } caller
            ? Prove(caller, id, "Reauthorize", _ => null) ?? GraphAnswer.Nothing
            : GraphService.Unauthenticated(request);

    private GraphAnswer? Prove(TokenClaims caller, string id, string operation, Func<ChangeSubscription, GraphAnswer?> change)
    {
        GraphAnswer? refusal = null;
        tenant.Change(content =>
        {
            var found = content.Subscriptions.Find(subscription => subscription.Id.ToString() == id && SubscriptionAccess.Owns(caller, subscription));
            refusal = found is null ? SubscriptionAccess.Gone()
                : faults.TakeRefusedRenewal() ? SubscriptionOrder.Workload(operation, StatusCodes.Status403Forbidden, "")
                : access.Refuse(content, caller, SubscriptionResource.Parse(found.Resource)!, operation) ?? change(found);
            if (refusal is not null)
            {
                return null;
            }

            found!.AuthorizedUntil = tenant.Clock.GetUtcNow() + limits.Authorization;
            found.ChallengedAt = null;
            return new SubscriptionChanged(found.Id, ChangeKind.Updated);
        });
        return refusal;
    }
}
