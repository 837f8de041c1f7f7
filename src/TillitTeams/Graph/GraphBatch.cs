using System.Net;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace TillitTeams.Graph;

/// <summary>
/// Many small questions in few requests, on behalf of the person who looks. Each in a batch is throttled by
/// itself (<em>Microsoft Graph throttling guidance</em>, throttling and batching): those are asked again.
/// </summary>
internal sealed class GraphBatch(GraphServiceClient graph, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>Graph counts per second; whoever is told to wait longer than this is not waited for.</summary>
    private static readonly TimeSpan Throttled = TimeSpan.FromSeconds(1);

    /// <summary>Whatever is not answered when Graph is slow, throttles or is down is passed over.</summary>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task AskAsync<TQuestion>(
        IReadOnlyCollection<TQuestion> questions, Func<TQuestion, RequestInformation> request, Func<TQuestion, GraphBatchAnswer, Task> answered, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; questions.Count > 0 && attempt < Attempts; attempt++)
            {
                if (attempt > 0)
                {
                    await Task.Delay(Throttled, clock, cancellationToken);
                }

                questions = await AskOnceAsync(questions, request, answered, cancellationToken);
            }
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            // What is not known stays unknown to whoever asked.
        }
    }

    /// <returns>The questions that were throttled.</returns>
    private async Task<List<TQuestion>> AskOnceAsync<TQuestion>(
        IEnumerable<TQuestion> questions, Func<TQuestion, RequestInformation> request, Func<TQuestion, GraphBatchAnswer, Task> answered, CancellationToken cancellationToken)
    {
        // Splits by itself into batches of the 20 requests that Graph takes.
        var batch = new BatchRequestContentCollection(graph);
        var steps = new List<(string Id, TQuestion Question)>();
        foreach (var question in questions)
        {
            steps.Add((await batch.AddBatchRequestStepAsync(request(question)), question));
        }

        var answers = await graph.Batch.PostAsync(batch, cancellationToken);
        var throttled = new List<TQuestion>();
        foreach (var (id, question) in steps)
        {
            using var answer = await answers.GetResponseByIdAsync(id);
            if (answer?.StatusCode == HttpStatusCode.TooManyRequests && (answer.Headers.RetryAfter?.Delta ?? Throttled) <= Throttled)
            {
                throttled.Add(question);
            }
            else
            {
                await answered(question, new GraphBatchAnswer(answers, id, (int?)answer?.StatusCode));
            }
        }

        return throttled;
    }
}

/// <param name="Status">Null when Graph left the question out of its answer.</param>
internal sealed record GraphBatchAnswer(BatchResponseContentCollection Answers, string Id, int? Status)
{
    public Task<TBody> ReadAsync<TBody>()
        where TBody : Microsoft.Kiota.Abstractions.Serialization.IParsable, new() => Answers.GetResponseByIdAsync<TBody>(Id);
}
