using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Tagging;

/// <summary>
/// Asks Graph whether the message is there and the person may read it. Teams has signed for both: only
/// somebody who sees a message can open its menu. So where Graph may not tell, because the app is not
/// installed there, or does not answer in time, the tag is taken on Teams' word; a wrong one would show
/// nobody anything, because each reader of the goal tab is checked for themselves. A clear no is a no.
/// </summary>
internal sealed partial class CheckMessage(
    GraphAsApp graph, Caller caller, IOptions<TaggingOptions> options, TimeProvider clock, ILogger<CheckMessage> logger)
{
    public async Task<TagProblem?> FindProblemAsync(TaggedMessage message, CancellationToken cancellationToken)
    {
        if (message.IsDeleted)
        {
            return TagProblem.MessageGone;
        }

        using var limited = new CancellationTokenSource(options.Value.GraphLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        var exists = graph.MessageExistsAsync(caller.TenantId, message.Source, both.Token);
        var member = graph.IsMemberAsync(caller.TenantId, message.Source, caller.UserId, both.Token);
        var (existence, membership) = (await exists, await member);
        cancellationToken.ThrowIfCancellationRequested();

        // Membership first: whoever is not a member learns nothing of the message, not even that it is gone.
        if (membership == GraphVerdict.No)
        {
            return TagProblem.NotAMember;
        }

        if (existence == GraphVerdict.No)
        {
            return TagProblem.MessageGone;
        }

        if (existence != GraphVerdict.Yes || membership != GraphVerdict.Yes)
        {
            var asked = OutsideId.LoggedMessage(message.Source.MessageId);
            Log.OnTeamsWord(logger, asked, existence, membership);
        }

        return null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Message {MessageId} is tagged on Teams' word: Graph said {Exists} of the message and {Member} of the membership.")]
        public static partial void OnTeamsWord(ILogger logger, string messageId, GraphVerdict exists, GraphVerdict member);
    }
}
