using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary><c>POST /subscriptions</c>: checked, the endpoint asked whether it agrees, then kept.</summary>
internal sealed class CreateSubscription(
    SandboxTenant tenant, SubscriptionAccess access, Handshake handshake, SubscriptionLimits limits, NotificationFaults faults)
{
    public async Task<GraphAnswer> AnswerAsync(GraphRequest request, Stream body, GraphTrace trace, CancellationToken cancellationToken)
    {
        if (access.Identify(request) is not { } caller)
        {
            return GraphService.Unauthenticated(request);
        }

        if (await SubscriptionOrder.ReadAsync(body, cancellationToken) is not { } order)
        {
            return SubscriptionOrder.Invalid("The request body is not a subscription.");
        }

        var refusal = order.RefuseNew(limits, tenant.Clock.GetUtcNow())
            ?? handshake.RefuseAddress(order.NotificationUrl, "notificationUrl")
            ?? handshake.RefuseAddress(order.LifecycleNotificationUrl, "lifecycleNotificationUrl");
        if (refusal is not null)
        {
            return refusal;
        }

        if (SubscriptionResource.Parse(order.Resource!) is not { } resource)
        {
            return GraphAnswer.NotHere($"subscriptions to '{order.Resource}'");
        }

        var asked = Build(order, resource, caller);
        return tenant.Read(content => access.Refuse(content, caller, resource, "Create") ?? RefuseOneMore(content, asked))
            ?? await handshake.AskAsync(asked.NotificationUrl, trace.RequestId, cancellationToken)
            ?? (asked.LifecycleNotificationUrl is { } lifecycle && lifecycle != asked.NotificationUrl
                ? await handshake.AskAsync(lifecycle, trace.RequestId, cancellationToken)
                : null)
            ?? Keep(asked);
    }

    private GraphAnswer Keep(ChangeSubscription asked)
    {
        GraphAnswer? refusal = null;
        tenant.Change(content =>
        {
            // Somebody may have been quicker while the endpoint thought about it.
            refusal = RefuseOneMore(content, asked);
            if (refusal is not null)
            {
                return null;
            }

            content.Subscriptions.Add(asked);
            return new SubscriptionChanged(asked.Id, ChangeKind.Created);
        });
        if (refusal is not null)
        {
            return refusal;
        }

        var json = SubscriptionJson.Of(asked);
        json.Insert(0, "@odata.context", access.Context("subscriptions/$entity"));
        return new GraphAnswer(StatusCodes.Status201Created, json);
    }

    private GraphAnswer? RefuseOneMore(TenantContent content, ChangeSubscription asked)
    {
        var same = content.Subscriptions.Find(other =>
            other.ApplicationId == asked.ApplicationId && other.PersonId == asked.PersonId && other.ConversationId == asked.ConversationId);
        if (same is not null)
        {
            return string.Equals(same.ChangeType, asked.ChangeType, StringComparison.OrdinalIgnoreCase)
                ? GraphAnswer.Refuse(
                    StatusCodes.Status409Conflict, "Conflict", $"Subscription Id {same.Id} already exists for the requested combination")
                // "Per app and channel or chat combination: 1 subscription."
                : SubscriptionOrder.Workload("Create", StatusCodes.Status403Forbidden, "The limit of 1 subscription per application and thread has been reached.");
        }

        return content.Subscriptions.Count + faults.HeldByOtherApps < limits.PerOrganization
            ? null
            : SubscriptionOrder.Workload(
                "Create", StatusCodes.Status403Forbidden, $"The limit of {limits.PerOrganization} subscriptions per organization has been reached.");
    }

    private ChangeSubscription Build(SubscriptionOrder order, SubscriptionResource resource, TokenClaims caller)
    {
        var now = tenant.Clock.GetUtcNow();
        return new ChangeSubscription
        {
            Id = Guid.NewGuid(),
            Resource = order.Resource!,
            ConversationId = resource.ConversationId,
            ChangeType = order.ChangeType!,
            ClientState = order.ClientState,
            NotificationUrl = new Uri(order.NotificationUrl!),
            LifecycleNotificationUrl = order.LifecycleNotificationUrl is { } lifecycle ? new Uri(lifecycle) : null,
            ExpiresAt = order.Expiry(limits, now),
            ApplicationId = caller.AppId,
            PersonId = caller.UserId,
            AuthorizedUntil = now + limits.Authorization,
        };
    }
}
