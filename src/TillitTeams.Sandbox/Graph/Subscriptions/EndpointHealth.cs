namespace TillitTeams.Sandbox.Graph.Subscriptions;

internal enum EndpointState
{
    Prompt,
    Slow,
    Dropped,
}

/// <summary>How promptly each endpoint answered lately (<em>Receive change notifications through webhooks</em>, Throttling).</summary>
internal sealed class EndpointHealth(SubscriptionLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<(DateTimeOffset At, bool Late)>> answers = new(StringComparer.Ordinal);

    public void Note(Uri endpoint, bool late)
    {
        lock (gate)
        {
            Recent(endpoint).Enqueue((clock.GetUtcNow(), late));
        }
    }

    public EndpointState StateOf(Uri endpoint)
    {
        lock (gate)
        {
            var recent = Recent(endpoint);
            var late = recent.Count < limits.LeastAnswers ? 0 : (double)recent.Count(answer => answer.Late) / recent.Count;
            return late > limits.DropShare ? EndpointState.Dropped : late > limits.SlowShare ? EndpointState.Slow : EndpointState.Prompt;
        }
    }

    private Queue<(DateTimeOffset At, bool Late)> Recent(Uri endpoint)
    {
        var key = endpoint.GetLeftPart(UriPartial.Authority);
        if (!answers.TryGetValue(key, out var queue))
        {
            answers[key] = queue = new Queue<(DateTimeOffset At, bool Late)>();
        }

        var oldest = clock.GetUtcNow() - limits.Window;
        while (queue.TryPeek(out var first) && first.At <= oldest)
        {
            queue.Dequeue();
        }

        return queue;
    }
}
