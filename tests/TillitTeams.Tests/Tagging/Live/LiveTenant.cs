using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tagging.Live;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.Live;

/// <summary>
/// A tenant whose calendar a test turns, and in which the app looks after its links when the test says so
/// rather than every five seconds.
/// </summary>
public class LiveTenant : LocalTenant
{
    public FakeTimeProvider Clock { get; init; } = new(TimeProvider.System.GetUtcNow());

    protected override SandboxSettings Settings => base.Settings with
    {
        Clock = Clock,
        ConfigureApp = builder => builder.Services.Remove(builder.Services.Single(IsLoop)),
        AppSettings = new Dictionary<string, string?> { ["Tagging:GraphLimit"] = "00:00:10", ["Bot:InvokeLimit"] = "00:00:10" },
    };

    public Task<Dialog> LinkAsync(Spot spot, string person = "amina") => new Tagger(this, person).TagAsync(spot, ("goals", "hallbar"));

    public async Task UnlinkAsync(Spot spot, string person = "amina")
    {
        var tagger = new Tagger(this, person);
        await tagger.PressAsync(spot, await tagger.OpenAsync(spot), "Ta bort koppling");
    }

    /// <summary>Everything that Graph has to tell arrives, and the app does what is due.</summary>
    public async Task WorkAsync()
    {
        await Host.SettleAsync(TestContext.Current.CancellationToken);
        await RoundAsync();
        await Host.SettleAsync(TestContext.Current.CancellationToken);
        await RoundAsync();
    }

    /// <summary>One round of the app's.</summary>
    public Task RoundAsync() => PassUntilAsync(Host.AppServices.GetRequiredService<LiveLoop>().RunOnceAsync(TestContext.Current.CancellationToken));

    /// <summary>Time passes while something is done, for what waits before it tries again.</summary>
    public async Task PassUntilAsync(Task done)
    {
        while (await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken)) != done)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await done;
    }

    /// <summary>Time passes in steps, and both sides do in each what is due.</summary>
    public async Task PassAsync(TimeSpan time, TimeSpan step)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            Clock.Advance(step);
            await WorkAsync();
        }
    }

    /// <summary>The app is away for so long; Teams and Graph are not.</summary>
    public async Task BeAwayAsync(TimeSpan time, Action meanwhile)
    {
        await Host.StopAppAsync(TestContext.Current.CancellationToken);
        Clock.Advance(TimeSpan.FromMinutes(1));
        meanwhile();
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            Clock.Advance(TimeSpan.FromMinutes(30));
            await Host.SettleAsync(TestContext.Current.CancellationToken);
        }

        await Host.StartAppAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Link> LinkOf(Spot spot) => (await Links()).Single(link =>
        link.Message!.MessageId == spot.Message.Id && link.Message.ConversationId == spot.Conversation.Id);

    public Task<List<GraphSubscription>> Kept() => InDatabase(db => db.GraphSubscriptions.AsNoTracking().ToListAsync());

    /// <summary>What Graph itself holds for the conversation.</summary>
    public IReadOnlyList<ChangeSubscription> AtGraph(Conversation conversation) =>
        Tenant.Read(content => content.Subscriptions.FindAll(subscription => subscription.ConversationId == conversation.Id));

    /// <summary>The goal's page as somebody who has not looked before sees it.</summary>
    public async Task<string> PageAsync(string person = "amina")
    {
        Clock.Advance(TimeSpan.FromMinutes(4));
        using var viewer = AppClient(person);
        return await viewer.ReadToTheEndAsync("goal/hallbar");
    }

    /// <summary>Sends what Graph could have sent, or somebody who pretends to be Graph.</summary>
    public async Task<int> NotifyAsync(string body, string path = "api/notifications")
    {
        using var stranger = AppClient(null);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await stranger.PostAsync(new Uri(path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    public static string Envelope(params JsonObject[] notifications) => new JsonObject { ["value"] = new JsonArray([.. notifications]) }.ToJsonString();

    private static bool IsLoop(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(LiveLoop);
}
