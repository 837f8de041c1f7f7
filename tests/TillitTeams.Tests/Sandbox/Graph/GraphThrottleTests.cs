using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph;

public sealed class GraphThrottleTests(GraphThrottleTests.ThrottledTenant tenant) : IClassFixture<GraphThrottleTests.ThrottledTenant>
{
    [Fact]
    public async Task The_second_request_to_a_channel_within_a_second_waits()
    {
        tenant.Clock.Advance(TimeSpan.FromSeconds(2));
        var graph = tenant.As("sara");
        var path = $"{GraphTenant.Lasning}/messages?$top=1";
        await graph.ReadAsync(path);

        var (response, body) = await graph.GetAsync(path);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter!.Delta);
        Assert.Equal("TooManyRequests", (string)body["error"]!["code"]!);
        Assert.Equal("429", (string)body["error"]!["innerError"]!["code"]!);
        await graph.ReadAsync($"{GraphTenant.Skola}/channels/{SeedIds.Channel("skola/allmant")}/messages?$top=1");

        tenant.Clock.Advance(TimeSpan.FromSeconds(1));
        await graph.ReadAsync(path);
    }

    [Fact]
    public async Task Requests_of_a_batch_count_one_by_one()
    {
        tenant.Clock.Advance(TimeSpan.FromSeconds(2));
        var chat = $"/chats/{tenant.Conversation("chat/sommarpraktik").Id}/messages?$top=1";

        var answers = await tenant.As("sara").BatchAsync([chat, chat, .. Enumerable.Repeat(GraphTenant.Skola, 5)]);

        Assert.Equal([200, 429, 200, 200, 200, 200, 429], answers.Select(answer => (int)answer["status"]!));
        Assert.Equal("1", (string)answers[6]["headers"]!["Retry-After"]!);
    }

    [Fact]
    public async Task Each_person_lists_chats_five_times_a_second()
    {
        tenant.Clock.Advance(TimeSpan.FromSeconds(2));

        var answers = await tenant.As("sara").BatchAsync([.. Enumerable.Repeat("/me/chats", 6)]);

        Assert.Equal([200, 200, 200, 200, 200, 429], answers.Select(answer => (int)answer["status"]!));
        await tenant.As("amina").ReadAsync("/me/chats");
    }

    public sealed class ThrottledTenant : LocalTenant
    {
        public FakeTimeProvider Clock { get; } = new();

        protected override bool AsksGraphItself => true;

        protected override SandboxSettings Settings => new() { GraphLimits = new GraphLimits { Clock = Clock } };

        public GraphClient As(string person) =>
            new(Host, Host.Tokens.MintForUser(EntraTokens.GraphAudience, SeedIds.Person(person), ["ChannelMessage.Read.All", "Chat.Read", "Team.ReadBasic.All"]));
    }
}

public sealed class FaultsTests(GraphTenant tenant) : IClassFixture<GraphTenant>, IDisposable
{
    private GraphClient Amina => tenant.As("amina", "User.Read", "ChannelMessage.Read.All");

    private Faults Faults => tenant.Host.Faults;

    public void Dispose() => Faults.Clear();

    [Fact]
    public async Task Throttling_is_used_up_by_the_requests_it_meets()
    {
        Faults.Throttle(CloudService.Graph, 2, TimeSpan.FromSeconds(7));

        for (var i = 0; i < 2; i++)
        {
            var (response, _) = await Amina.GetAsync("/me");
            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter!.Delta);
        }

        await Amina.ReadAsync("/me");
        Assert.Empty(Faults.Pending);
    }

    [Fact]
    public async Task A_fault_can_be_aimed_at_a_path()
    {
        Faults.Unavailable(CloudService.Graph, 1, path => path.Contains("/messages", StringComparison.Ordinal));

        await Amina.ReadAsync("/me");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Amina.RefusalAsync($"{GraphTenant.Lasning}/messages")).Status);
        await Amina.ReadAsync($"{GraphTenant.Lasning}/messages");
    }

    [Fact]
    public async Task A_single_request_inside_a_batch_can_be_throttled()
    {
        Faults.ThrottleInsideBatch(1, TimeSpan.FromSeconds(3), path => path.Contains("/messages", StringComparison.Ordinal));

        var answers = await Amina.BatchAsync("/me", $"{GraphTenant.Lasning}/messages", $"{GraphTenant.Lasning}/messages");

        Assert.Equal([200, 429, 200], answers.Select(answer => (int)answer["status"]!));
        Assert.Equal("3", (string)answers[1]["headers"]!["Retry-After"]!);
    }

    [Fact]
    public async Task A_slow_service_answers_in_the_end()
    {
        Faults.Slow(CloudService.Graph, 1, TimeSpan.FromMilliseconds(300));
        var watch = Stopwatch.StartNew();

        await Amina.ReadAsync("/me");

        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(290));
    }

    [Fact]
    public async Task A_dropped_connection_has_no_answer()
    {
        Faults.Drop(CloudService.Graph, 1);

        await Assert.ThrowsAsync<HttpRequestException>(() => Amina.GetAsync("/me"));
        await Amina.ReadAsync("/me");
    }
}
