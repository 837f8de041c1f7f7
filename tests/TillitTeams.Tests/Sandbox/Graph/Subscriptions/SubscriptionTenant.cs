using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Graph.Subscriptions;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph.Subscriptions;

/// <summary>A tenant whose calendar the tests turn, and somebody in it who subscribes and listens.</summary>
public class SubscriptionTenant : LocalTenant
{
    private NotificationListener? listener;

    public static Guid Skola { get; } = SeedIds.Team("skola");

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public NotificationListener Listener => listener ?? throw new InvalidOperationException("The tenant has not started.");

    public GraphClient App => new(Host, Host.Tokens.MintForApp(EntraTokens.GraphAudience));

    protected override bool AsksGraphItself => true;

    protected override SandboxSettings Settings => new()
    {
        Clock = Clock,
        GraphLimits = GraphLimits.None,
    };

    public GraphClient As(string person, params string[] scopes) =>
        new(Host, Host.Tokens.MintForUser(EntraTokens.GraphAudience, SeedIds.Person(person), scopes));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        listener = await NotificationListener.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Listener.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A channel that no other test knows, where the app is installed.</summary>
    public Channel NewChannel() => Tenant.CreateChannel(Skola, "Prov");

    /// <summary>What an app would send: both endpoints, two days, everything that happens.</summary>
    public JsonObject Order(Conversation conversation, string? resource = null) => new()
    {
        ["changeType"] = "created,updated,deleted",
        ["notificationUrl"] = Listener.Url.ToString(),
        ["lifecycleNotificationUrl"] = Listener.LifecycleUrl.ToString(),
        ["resource"] = resource ?? (conversation is Chat ? $"/chats/{conversation.Id}/messages" : $"/teams/{Skola}/channels/{conversation.Id}/messages"),
        ["expirationDateTime"] = Clock.GetUtcNow().AddDays(2).ToString("O"),
        ["clientState"] = "hemligt",
    };

    /// <summary>The subscription as Graph answered.</summary>
    public async Task<JsonObject> SubscribeAsync(Conversation conversation, Action<JsonObject>? change = null)
    {
        var order = Order(conversation);
        change?.Invoke(order);
        var (status, body) = await App.SendAsync(HttpMethod.Post, "/subscriptions", order);
        Assert.True(status == HttpStatusCode.Created, body.ToJsonString());
        return body;
    }

    public async Task<(HttpStatusCode Status, string Code, string Message)> RefusedAsync(JsonObject order, GraphClient? by = null)
    {
        var (status, body) = await (by ?? App).SendAsync(HttpMethod.Post, "/subscriptions", order);
        return (status, (string)body["error"]!["code"]!, (string)body["error"]!["message"]!);
    }

    public Message Write(Conversation conversation, string html = "<p>Ett</p>", string? replyTo = null) =>
        Tenant.Post(conversation.Id, replyTo, SeedIds.Person("amina"), html);

    public Task SettleAsync() => Host.SettleAsync(TestContext.Current.CancellationToken);

    /// <summary>Time passes in small steps, and Graph does in each what is due.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan? step = null)
    {
        for (var left = time; left > TimeSpan.Zero; left -= step ?? time)
        {
            Clock.Advance(step ?? time);
            await SettleAsync();
        }
    }
}

/// <summary>Where Graph does not wait for long, and soon makes up its mind about who is slow.</summary>
public sealed class ImpatientTenant : SubscriptionTenant
{
    protected override SandboxSettings Settings => base.Settings with
    {
        SubscriptionLimits = new SubscriptionLimits { AnswerWithin = TimeSpan.FromSeconds(3), LeastAnswers = 5 },
    };
}
