using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.Teamwork.SendActivityNotification;
using Microsoft.Identity.Client;

namespace TillitTeams.Graph;

public enum FeedState
{
    Sent,

    /// <summary>The person has not got the app, has turned it off or is gone.</summary>
    NotReached,

    /// <summary>Graph was slow, throttled or down.</summary>
    Unavailable,
}

/// <param name="Type">One of the manifest's activity types.</param>
/// <param name="Topic">What it is about; Teams shows it as the title.</param>
/// <param name="Url">A Teams deep link (<em>Send activity feed notifications</em>: no other address is taken).</param>
/// <param name="Parameters">What the type's template text names.</param>
public sealed record FeedItem(string Type, string Topic, string Url, string Preview, IReadOnlyDictionary<string, string> Parameters);

/// <summary>
/// Notifies people in Teams' activity feed, of the app's own accord and only those who have the app
/// (<c>TeamsActivity.Send.User</c>, resource-specific consent).
/// </summary>
public sealed class GraphActivityFeed(GraphServiceClient graph)
{
    /// <summary>The most that Graph takes (<em>userTeamwork: sendActivityNotification</em>).</summary>
    public const int PreviewMaxLength = 150;

    public async Task<FeedState> SendAsync(Guid tenantId, Guid personId, FeedItem item, CancellationToken cancellationToken)
    {
        var body = new SendActivityNotificationPostRequestBody
        {
            Topic = new TeamworkActivityTopic { Source = TeamworkActivityTopicSource.Text, Value = item.Topic, WebUrl = item.Url },
            ActivityType = item.Type,
            PreviewText = new ItemBody { Content = item.Preview },
            TemplateParameters = [.. item.Parameters.Select(parameter => new Microsoft.Graph.Models.KeyValuePair { Name = parameter.Key, Value = parameter.Value })],
        };
        try
        {
            await graph.Users[personId.ToString()].Teamwork.SendActivityNotification.PostAsync(
                body, request => request.Options.Add(new AsApp(tenantId)), cancellationToken);
            return FeedState.Sent;
        }
        catch (ODataError refusal) when (refusal.ResponseStatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            return FeedState.NotReached;
        }
        catch (Exception exception) when (exception is MsalException || GraphOutage.Is(exception, cancellationToken))
        {
            return FeedState.Unavailable;
        }
    }
}
