using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging.Live;

/// <summary>
/// Reads again the messages that something may have happened to. It does not matter how often or in which
/// order that was told: the link says what the message is now.
/// </summary>
internal sealed partial class RecheckLinks(TillitDb db, GraphAsApp graph, TimeProvider clock, IOptions<LiveOptions> options, ILogger<RecheckLinks> logger)
{
    private const int AtATime = 50;

    /// <returns>Whether there may be more that is due now.</returns>
    public async Task<bool> RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.Links.Where(link => link.CheckAt <= now && link.Message != null).OrderBy(link => link.CheckAt).Take(AtATime).ToListAsync(cancellationToken);
        foreach (var link in due)
        {
            var read = await graph.ReadAsync(tenantId, link.Message!, cancellationToken);
            Apply(read, link, now);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception)
            {
                // Somebody tagged it meanwhile; what is due stays due.
                db.Entry(link).State = EntityState.Detached;
                Log.Conflict(logger, link.Id, exception);
            }
        }

        return due.Count == AtATime;
    }

    private void Apply(MessageStanding read, Link link, DateTimeOffset now)
    {
        link.CheckAt = read.Verdict == GraphVerdict.Unavailable ? now + options.Value.RetryAfter : null;
        if (read.Verdict == GraphVerdict.No)
        {
            link.State = SourceState.Gone;
        }
        else if (read.Verdict == GraphVerdict.Yes)
        {
            link.State = read.EditedAt > link.TaggedAt ? SourceState.Edited : SourceState.Live;
            // What somebody took out of the message does not live on in its excerpt.
            link.Title = Excerpt.Of(read.Subject, read.Body, read.IsHtml) ?? link.Title;
        }

        if (db.Entry(link).Property(row => row.State).IsModified || db.Entry(link).Property(row => row.Title).IsModified)
        {
            link.ChangedAt = now;
            link.Version = Guid.NewGuid();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Link {LinkId} was changed by somebody while its message was read again.")]
        public static partial void Conflict(ILogger logger, Guid linkId, Exception exception);
    }
}
