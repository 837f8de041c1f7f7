using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;

namespace TillitTeams.Graph;

public enum ChannelReach
{
    /// <summary>Open to everybody in the team.</summary>
    Standard,

    /// <summary>Open to some in the team.</summary>
    Private,

    /// <summary>Open to people outside the team too.</summary>
    Shared,
}

/// <summary>
/// A team's own channels and for whom they are, which the app may read where it is installed
/// (<c>ChannelSettings.Read.Group</c>, resource-specific consent).
/// </summary>
public sealed class GraphChannels(GraphServiceClient graph)
{
    /// <returns>By channel id; empty where the app is not installed or the team is gone; null when Graph did not say.</returns>
    public async Task<IReadOnlyDictionary<string, ChannelReach>?> OfTeamAsync(Guid tenantId, Guid teamId, CancellationToken cancellationToken)
    {
        var app = new AsApp(tenantId);
        var all = graph.Teams[teamId.ToString()].Channels;
        var channels = new Dictionary<string, ChannelReach>(StringComparer.Ordinal);
        try
        {
            var page = await all.GetAsync(
                request =>
                {
                    request.Options.Add(app);
                    request.QueryParameters.Select = ["id", "membershipType"];
                },
                cancellationToken);
            while (page is not null)
            {
                foreach (var channel in page.Value ?? [])
                {
                    channels[channel.Id!] = ReachOf(channel);
                }

                page = page.OdataNextLink is { } next
                    ? await all.WithUrl(next).GetAsync(request => request.Options.Add(app), cancellationToken)
                    : null;
            }

            return channels;
        }
        catch (ODataError refusal) when (refusal.ResponseStatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            return new Dictionary<string, ChannelReach>();
        }
        catch (Exception exception) when (exception is MsalException || GraphOutage.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>A kind that Graph invents later is taken for the narrowest.</summary>
    private static ChannelReach ReachOf(Channel channel) => channel.MembershipType switch
    {
        ChannelMembershipType.Standard => ChannelReach.Standard,
        ChannelMembershipType.Shared => ChannelReach.Shared,
        _ => ChannelReach.Private,
    };
}
