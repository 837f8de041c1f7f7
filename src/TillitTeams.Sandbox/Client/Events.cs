using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using Queue = System.Threading.Channels.Channel;

namespace TillitTeams.Sandbox.Client;

/// <param name="Type"><c>message</c>, <c>files</c> when something lies otherwise than before, <c>activities</c> when there is news in the feed, or <c>conversations</c> when the list itself may have changed.</param>
public sealed record LiveChange(string Type, string? ConversationId = null, string? MessageId = null, string? Kind = null);

/// <summary>Tells a window what happens in the conversations that its person is in.</summary>
internal static class Events
{
    public static ServerSentEventsResult<LiveChange> Follow(
        Viewer viewer, SandboxTenant tenant, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
        TypedResults.ServerSentEvents(Changes(viewer, tenant, lifetime.ApplicationStopping, cancellationToken));

    private static async IAsyncEnumerable<SseItem<LiveChange>> Changes(
        Viewer viewer, SandboxTenant tenant, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An open stream would otherwise hold the host back when it stops.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        var queue = Queue.CreateUnbounded<TenantChange>();
        void Enqueue(TenantChange change) => queue.Writer.TryWrite(change);
        tenant.Changed += Enqueue;
        try
        {
            // The first event lets the browser know at once that it is connected.
            yield return new SseItem<LiveChange>(new LiveChange("connected"), "connected");
            while (await Next(queue.Reader, ending.Token) is { } change)
            {
                if (Translate(change, viewer, tenant) is { } live)
                {
                    yield return new SseItem<LiveChange>(live, "change");
                }
            }
        }
        finally
        {
            tenant.Changed -= Enqueue;
        }
    }

    private static async Task<TenantChange?> Next(System.Threading.Channels.ChannelReader<TenantChange> reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static LiveChange? Translate(TenantChange change, Viewer viewer, SandboxTenant tenant) => change switch
    {
        MessageChanged message => tenant.Read(content =>
            content.FindConversation(message.ConversationId) is { } conversation && content.IsMember(viewer.Id, conversation))
            ? new LiveChange("message", message.ConversationId, message.MessageId, message.Kind.ToString().ToLowerInvariant())
            : null,
        DriveChanged or SiteColumnsChanged => new LiveChange("files"),
        FeedChanged feed => feed.PersonId == viewer.Id ? new LiveChange("activities") : null,
        SubscriptionChanged or SiteGrantChanged => null,
        _ => new LiveChange("conversations"),
    };
}
