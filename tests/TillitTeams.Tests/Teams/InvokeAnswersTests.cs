using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>An invoke is answered in time whatever its act does, and honestly.</summary>
public sealed class InvokeAnswersTests(OwnRoutes edge) : IClassFixture<OwnRoutes>
{
    private static readonly TimeSpan Limit = new BotOptions().InvokeLimit;

    [Fact]
    public async Task An_act_that_throws_is_answered_with_a_card_that_says_so_and_no_more()
    {
        edge.Answer = (_, _) => throw new InvalidOperationException("the secret of the database");

        var (status, text) = await edge.SendAsync(Sample.Read("fetchTask-channel-root"));

        Assert.Equal((int)HttpStatusCode.OK, status);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        var card = JsonNode.Parse(text)!["task"]!["value"]!["card"]!["content"]!;
        var sentences = card["body"]!.AsArray().Select(block => (string)block!["text"]!).ToList();
        Assert.Equal("Det gick inte", sentences[0]);
        Assert.StartsWith("Något gick fel hos oss.", sentences[1], StringComparison.Ordinal);
        var reference = sentences[2].Split(' ')[1];
        Assert.Contains(edge.EdgeLogs.GetSnapshot(), log =>
            log.Message.Contains(reference, StringComparison.Ordinal) && log.Exception?.Message == "the secret of the database");
    }

    [Fact]
    public async Task Whoever_uses_Teams_in_English_is_told_in_English()
    {
        edge.Answer = (_, _) => throw new InvalidOperationException();

        var (_, text) = await edge.SendAsync(Sample.Read("submitAction-group-chat"));

        Assert.Contains("Something went wrong", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_posted_card_stays_and_is_told_that_its_act_failed()
    {
        edge.Answer = (_, _) => throw new InvalidOperationException();

        var (status, text) = await edge.SendAsync(Sample.Read("card-action"));

        Assert.Equal((int)HttpStatusCode.OK, status);
        var answer = JsonNode.Parse(text)!;
        Assert.Equal(500, (int)answer["statusCode"]!);
        Assert.Equal("application/vnd.microsoft.error", (string)answer["type"]!);
        Assert.StartsWith("Något gick fel hos oss.", (string)answer["value"]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query-words")]
    [InlineData("queryLink")]
    public async Task At_the_compose_box_a_failure_is_a_sentence(string sample)
    {
        edge.Answer = (_, _) => throw new InvalidOperationException("the secret of the database");

        var (status, text) = await edge.SendAsync(Sample.Read(sample));

        Assert.Equal((int)HttpStatusCode.OK, status);
        var answer = JsonNode.Parse(text)!["composeExtension"]!;
        Assert.Equal("message", (string?)answer["type"]);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Contains(edge.EdgeLogs.GetSnapshot(), log => ((string)answer["text"]!).Contains(log.GetStructuredStateValue("Reference") ?? "-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_act_that_takes_too_long_is_answered_for_whether_it_heeds_its_token_or_not(bool heeds)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<InvokeAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        edge.Answer = (_, cancellationToken) =>
        {
            started.SetResult();
            return heeds ? never.Task.WaitAsync(cancellationToken) : never.Task;
        };

        var sending = edge.SendAsync(Sample.Read("fetchTask-channel-root"));
        await started.Task;
        edge.Clock.Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.False(sending.IsCompleted);
        edge.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var (status, text) = await sending;

        Assert.Equal((int)HttpStatusCode.OK, status);
        Assert.Contains("Det tog för lång tid.", (string?)JsonNode.Parse(text)!["task"]!["value"]!["card"]!["content"]!["fallbackText"], StringComparison.Ordinal);
        never.TrySetCanceled(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_event_that_could_not_be_handled_is_not_said_to_have_been_and_tells_no_more()
    {
        edge.Failure = new InvalidOperationException("the secret of the database");

        var (status, text) = await edge.SendAsync(Sample.Read("channel-renamed"));
        edge.Failure = null;

        Assert.Equal((int)HttpStatusCode.InternalServerError, status);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_leaves_Teams_time_to_show_the_answer() =>
        Assert.True(Limit < BotChannel.InvokeTimeout, Limit.ToString(null, CultureInfo.InvariantCulture));

    [Fact]
    public async Task Fields_that_nobody_knows_are_passed_over()
    {
        edge.Answer = null;
        var activity = JsonNode.Parse(Sample.Read("fetchTask-channel-reply"))!;
        Everywhere(activity, part => part["aFieldFromNextYear"] = new JsonObject { ["nested"] = new JsonArray(1, "two", null) });

        await AssertReadAsItWas(activity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Names_may_be_capitalised_otherwise(bool upper)
    {
        edge.Answer = null;
        var activity = JsonNode.Parse(Sample.Read("fetchTask-channel-reply"))!;
        Everywhere(activity, part =>
        {
            foreach (var (name, value) in part.ToList())
            {
                part.Remove(name);
                part[upper ? name.ToUpperInvariant() : name.ToLowerInvariant()] = value;
            }
        });

        await AssertReadAsItWas(activity);
    }

    private async Task AssertReadAsItWas(JsonNode activity)
    {
        edge.Seen.Clear();
        await edge.SendAsync(Sample.Read("fetchTask-channel-reply"));
        await edge.SendAsync(activity.ToJsonString());

        Assert.Equal(2, edge.Seen.Count);
        Assert.Equal(Facts(edge.Seen[0]), Facts(edge.Seen[1]));
    }

    private static object Facts(Routed seen) => (
        seen.Route, seen.Tenant, seen.User, seen.Activity.ConversationId, seen.Activity.ThreadRootId, seen.Activity.ServiceUrl,
        seen.Activity.ChannelData?.Team, seen.Activity.ChannelData?.Channel,
        // Lists are compared by what is in them.
        seen.Invoke?.Message is { } message ? message with { Attachments = null } : null, string.Join('|', seen.Invoke?.Message?.Attachments ?? []));

    private static void Everywhere(JsonNode? node, Action<JsonObject> bend)
    {
        switch (node)
        {
            case JsonObject part:
                foreach (var (_, value) in part.ToList())
                {
                    Everywhere(value, bend);
                }

                bend(part);
                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Everywhere(item, bend);
                }

                break;
        }
    }
}
