using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>Nobody's runaway script makes the app slow for others.</summary>
public sealed class RequestLimitsTests(RequestLimitsTests.Strict vadstena) : IClassFixture<RequestLimitsTests.Strict>
{
    private const int Burst = 5;

    public sealed class Strict : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?> { ["Limits:PersonPerSecond"] = "1", ["Limits:PersonBurst"] = $"{Burst}" },
        };
    }

    [Fact]
    public async Task Whoever_asks_too_much_is_told_when_to_come_back_and_nobody_else_is()
    {
        var answers = await AskAsync("amina", 4 * Burst);
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();

        Assert.NotEmpty(refused);
        Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta));
        Assert.InRange(answers.Count - refused.Count, Burst, 3 * Burst);
        Assert.All(await AskAsync("sara", 1), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));

        // And after as long, they are answered again.
        await Task.Delay(refused[0].Headers.RetryAfter!.Delta!.Value * 2, TestContext.Current.CancellationToken);
        Assert.All(await AskAsync("amina", 1), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task In_Teams_it_is_said_in_words_and_what_happens_to_teams_is_always_heard()
    {
        var (lena, channel) = (vadstena.Person("lena"), vadstena.Conversation("omsorg/hemtjansten"));
        var activity = vadstena.Host.Activities.FetchTask(lena, channel.Id, channel.Messages[0].Id, "linkToGoal");
        var told = new List<JsonNode>();
        for (var asked = 0; asked < 4 * Burst; asked++)
        {
            var reply = await vadstena.Host.Bot.SendAsync(activity, TestContext.Current.CancellationToken);
            Assert.Equal((int)HttpStatusCode.OK, reply.Status);
            told.Add(reply.Body!);
        }

        Assert.Contains(told, answer => answer.ToJsonString().Contains("sekunder", StringComparison.Ordinal));
        Assert.Contains(told, answer => answer.ToJsonString().Contains("Input.", StringComparison.Ordinal));
        Assert.Equal((int)HttpStatusCode.TooManyRequests, await SendAsync(vadstena.Host.Activities.Message(lena, channel.Id, "veckobrev")));
        Assert.Equal((int)HttpStatusCode.OK, await SendAsync(vadstena.Host.Activities.MemberChanged(channel.Id, lena.Id, added: true)));
    }

    private async Task<int> SendAsync(JsonObject activity) => (await vadstena.Host.Bot.SendAsync(activity, TestContext.Current.CancellationToken)).Status;

    private async Task<List<HttpResponseMessage>> AskAsync(string person, int times)
    {
        var answers = new List<HttpResponseMessage>();
        using var viewer = vadstena.AppClient(person);
        for (var asked = 0; asked < times; asked++)
        {
            answers.Add(await viewer.GetAsync("views/trust", TestContext.Current.CancellationToken));
        }

        return answers;
    }
}
