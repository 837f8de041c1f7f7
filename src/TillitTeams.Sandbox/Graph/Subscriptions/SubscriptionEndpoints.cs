using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary><c>/v1.0/subscriptions</c>, the one part of Graph here that is written to.</summary>
internal static class SubscriptionEndpoints
{
    private const string Root = "/v1.0/subscriptions";

    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<SandboxSettings>().SubscriptionLimits)
        .AddSingleton<NotificationFaults>()
        .AddSingleton<SubscriptionAccess>()
        .AddSingleton<Handshake>()
        .AddSingleton<CreateSubscription>()
        .AddSingleton<ReadSubscriptions>()
        .AddSingleton<RenewSubscription>()
        .AddSingleton<DeleteSubscription>()
        .AddSingleton<EndpointHealth>()
        .AddSingleton<Deliveries>()
        .AddSingleton<Notifier>()
        .AddSingleton(provider => new SubscriptionWatch(
            provider.GetRequiredService<SandboxTenant>(), provider.GetRequiredService<Deliveries>(), provider.GetRequiredService<SubscriptionLimits>()));

    public static void MapSubscriptions(this WebApplication app)
    {
        app.MapPost(Root, (HttpContext context, CreateSubscription act) => AnswerAsync(context, (request, trace) =>
            act.AnswerAsync(request, context.Request.Body, trace, context.RequestAborted)));
        app.MapGet(Root, (HttpContext context, ReadSubscriptions act) => AnswerAsync(context, (request, _) => Task.FromResult(act.List(request))));
        app.MapGet($"{Root}/{{id}}", (HttpContext context, string id, ReadSubscriptions act) =>
            AnswerAsync(context, (request, _) => Task.FromResult(act.Get(request, id))));
        app.MapPatch($"{Root}/{{id}}", (HttpContext context, string id, RenewSubscription act) => AnswerAsync(context, (request, trace) =>
            act.RenewAsync(request, id, context.Request.Body, trace, context.RequestAborted)));
        app.MapPost($"{Root}/{{id}}/reauthorize", (HttpContext context, string id, RenewSubscription act) =>
            AnswerAsync(context, (request, _) => Task.FromResult(act.Reauthorize(request, id))));
        app.MapDelete($"{Root}/{{id}}", (HttpContext context, string id, DeleteSubscription act) =>
            AnswerAsync(context, (request, _) => Task.FromResult(act.Answer(request, id))));
    }

    private static async Task AnswerAsync(HttpContext context, Func<GraphRequest, GraphTrace, Task<GraphAnswer>> act)
    {
        var trace = GraphTrace.Of(context.Request);
        var answer = await act(GraphEndpoints.Read(context.Request), trace);
        await GraphEndpoints.WriteAsync(context, context.RequestServices.GetRequiredService<GraphService>().Finish(answer, trace), trace);
    }
}
