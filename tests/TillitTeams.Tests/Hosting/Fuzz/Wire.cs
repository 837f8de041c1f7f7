using System.Text;

namespace TillitTeams.Tests.Hosting.Fuzz;

internal sealed record Answered(int Status, string? MediaType, string Body)
{
    /// <summary>It is too odd to leave here.</summary>
    public const int NotSent = 0;

    /// <summary>The connection was ended without an answer.</summary>
    public const int Broken = -1;

    public const int Hung = -2;
}

/// <summary>Sends requests as they stand, whatever they are.</summary>
internal sealed class Wire(Uri app) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        // Teams, and everybody else, gave up long before.
        Timeout = TimeSpan.FromSeconds(60),
    };

    public async Task<Answered> SendAsync(Sent sent, CancellationToken cancellationToken)
    {
        try
        {
            var target = new Uri($"{app.ToString().TrimEnd('/')}{sent.Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(sent.Method, target);
            if (sent.Method != HttpMethod.Get)
            {
                request.Content = new ByteArrayContent(sent.Body);
            }

            foreach (var (name, value) in sent.Headers)
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                {
                    request.Content?.Headers.TryAddWithoutValidation(name, value);
                }
            }

            using var answer = await http.SendAsync(request, cancellationToken);
            return new Answered(
                (int)answer.StatusCode,
                answer.Content.Headers.ContentType?.MediaType,
                await answer.Content.ReadAsStringAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answered(Answered.Hung, null, "");
        }
        // What is not to be written at all is refused before, and in many ways.
        catch (Exception exception) when (exception is UriFormatException or FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return new Answered(Answered.NotSent, null, exception.Message);
        }
        catch (HttpRequestException exception) when (exception.InnerException is FormatException or EncoderFallbackException || exception.HttpRequestError == HttpRequestError.Unknown)
        {
            return new Answered(Answered.NotSent, null, exception.Message);
        }
        catch (HttpRequestException exception)
        {
            return new Answered(Answered.Broken, null, exception.ToString());
        }
    }

    public void Dispose() => http.Dispose();
}
