using System.Net;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app as Microsoft 365 meets it, at its public address.</summary>
internal sealed class Outside(HttpClient http, IOptions<TabOptions> options)
{
    public bool IsKnown => options.Value.PublicUrl is not null;

    public Uri Address => options.Value.PublicUrl!;

    public Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken) => http.GetAsync(new Uri(Address, path), cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content, CancellationToken cancellationToken) =>
        http.PostAsync(new Uri(Address, path), content, cancellationToken);

    public static bool IsRedirect(HttpStatusCode status) => (int)status is >= 300 and < 400;
}
