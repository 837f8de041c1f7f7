namespace TillitTeams.Graph;

/// <summary>
/// What stands between here and Graph refuses with a page of its own. The SDK has no reader for it and takes that for a fault of
/// ours, where the status alone says all that there is to know.
/// </summary>
internal sealed class HeedStatusAlone : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode && answer.Content.Headers.ContentType is { MediaType: not "application/json" })
        {
            using var page = answer.Content;
            answer.Content = new ByteArrayContent([]);
        }

        return answer;
    }
}
