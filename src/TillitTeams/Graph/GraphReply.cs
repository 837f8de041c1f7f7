using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>What SharePoint answered the app.</summary>
/// <param name="State">Ready when it did what was asked.</param>
/// <param name="Changed">Somebody else was there in between (409, 412): it is to be read again.</param>
/// <param name="RetryAfter">How long SharePoint wants to be left alone.</param>
public sealed record GraphReply<T>(LibraryState State, T? Value = default, bool Changed = false, TimeSpan? RetryAfter = null);

internal static class GraphReply
{
    /// <param name="forbidden">What a refusal means here.</param>
    public static async Task<GraphReply<T>> AskAsync<T>(Func<Task<T?>> ask, LibraryState forbidden, CancellationToken cancellationToken)
    {
        try
        {
            return new GraphReply<T>(LibraryState.Ready, await ask());
        }
        catch (ODataError error)
        {
            return Read<T>(error, forbidden);
        }
        catch (Exception exception) when (exception is MsalException || GraphOutage.Is(exception, cancellationToken))
        {
            return new GraphReply<T>(LibraryState.Silent);
        }
    }

    private static GraphReply<T> Read<T>(ODataError error, LibraryState forbidden) => error.ResponseStatusCode switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => new(forbidden),
        StatusCodes.Status404NotFound or StatusCodes.Status410Gone => new(LibraryState.Gone),
        StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed => new(LibraryState.Silent, Changed: true),
        StatusCodes.Status423Locked => new(LibraryState.Locked),
        StatusCodes.Status400BadRequest => new(LibraryState.Refused),
        _ => new(LibraryState.Silent, RetryAfter: RetryAfterOf(error)),
    };

    private static TimeSpan? RetryAfterOf(ODataError error) =>
        error.ResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault() is { } value
            && int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
