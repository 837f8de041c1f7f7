using System.Collections.Concurrent;
using System.Net;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Chaos;

/// <summary>What people went through while instances were killed.</summary>
internal sealed class ChaosRecord
{
    private int pressedAgain;

    /// <summary>What must not be.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public int PressedAgain => Volatile.Read(ref pressedAgain);

    public void PressAgain() => Interlocked.Increment(ref pressedAgain);

    public void Fault(string what) => Faults.Enqueue($"{TimeProvider.System.GetLocalNow():HH:mm:ss.fff} {what}");
}

/// <summary>A request that broke is made again with the same words, a few times; then it must have been answered.</summary>
internal sealed class PressAgain(ChaosRecord record) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    public const int Times = 5;

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>For how long people go on while Microsoft's services do not answer the app.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The app says that Teams did not answer it, or that it took too long: people try again in a while.</summary>
    public static bool SaysSo(string text) => text.Contains("svarade inte", StringComparison.Ordinal) || text.Contains("Det tog för lång tid", StringComparison.Ordinal);

    /// <summary>Until it does not say so any more, or people have lost their patience.</summary>
    /// <param name="ask">What they do each time.</param>
    /// <param name="read">What then stands there.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="record">Counts it.</param>
    public static async Task<T> WhileItSaysSoAsync<T>(Func<Task<T>> ask, Func<T, string> read, ChaosRecord record, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        T answer;
        while (SaysSo(read(answer = await ask())) && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            record.PressAgain();
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        for (var time = 1; ; time++)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable) || !answer.Headers.Contains(LoadBalancer.Broken))
            {
                return answer;
            }

            if (time == Times)
            {
                record.Fault($"{request.Method} {request.RequestUri?.AbsolutePath} was not answered in {Times} times.");
                return answer;
            }

            answer.Dispose();
            record.PressAgain();
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }
}
