using Microsoft.Extensions.Caching.Memory;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <param name="TeamId">Entra group id of the team that hosts the channel.</param>
public sealed record ChannelPlace(string TeamId, string ChannelId);

/// <param name="Open">Ids of those that the person can open.</param>
/// <param name="InDoubt">Graph did not say of all of them, and those are not among them.</param>
public sealed record SeenChannels(IReadOnlySet<string> Open, bool InDoubt)
{
    public static SeenChannels None { get; } = new(new HashSet<string>(), InDoubt: false);

    /// <summary>One channel that it concerns is enough, and one that concerns none came with the governance model and is everybody's.</summary>
    public bool Opens(Initiative initiative) => initiative.Channels.Count == 0 || initiative.Channels.Exists(channel => Open.Contains(channel.ChannelId));
}

/// <summary>
/// Which channels the caller can open: those whose messages Graph lets them read. Being in the team is not
/// enough to say so of a private channel, and not needed for a shared one.
/// </summary>
internal sealed class ViewerChannels(GraphServiceClient graph, GraphBatch batch, SightCache cache, Caller caller)
{
    /// <summary>Those that the initiatives concern.</summary>
    /// <inheritdoc cref="OfAsync(IEnumerable{ChannelPlace}, CancellationToken)"/>
    public Task<SeenChannels> OfAsync(IEnumerable<Initiative> initiatives, CancellationToken cancellationToken) => OfAsync(
        initiatives.SelectMany(initiative => initiative.Channels).Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId)), cancellationToken);

    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<SeenChannels> OfAsync(IEnumerable<ChannelPlace> channels, CancellationToken cancellationToken)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var questions = new List<ChannelPlace>();
        foreach (var channel in channels.DistinctBy(channel => channel.ChannelId, StringComparer.Ordinal))
        {
            if (!cache.Store.TryGetValue<Access>(KeyOf(channel), out var known))
            {
                questions.Add(channel);
            }
            else if (known == Access.Open)
            {
                open.Add(channel.ChannelId);
            }
        }

        var answered = 0;
        await batch.AskAsync(
            questions,
            RequestFor,
            (channel, answer) =>
            {
                var access = answer.Status switch
                {
                    StatusCodes.Status200OK => Access.Open,
                    StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound => Access.Closed,
                    _ => Access.Unknown,
                };
                if (access != Access.Unknown)
                {
                    answered++;
                    cache.Remember(KeyOf(channel), access, rows: 1);
                }

                if (access == Access.Open)
                {
                    open.Add(channel.ChannelId);
                }

                return Task.CompletedTask;
            },
            cancellationToken);
        return new SeenChannels(open, answered < questions.Count);
    }

    private RequestInformation RequestFor(ChannelPlace channel) =>
        graph.Teams[channel.TeamId].Channels[channel.ChannelId].Messages.ToGetRequestInformation(
            request => request.QueryParameters.Top = 1);

    private (Type Kind, Guid Tenant, Guid Person, string Channel) KeyOf(ChannelPlace channel) =>
        (typeof(ViewerChannels), caller.TenantId, caller.UserId, channel.ChannelId);
}
