using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>
/// Those who follow an initiative are told in Teams' activity feed when something has happened in it: all that
/// happened in one notice, and never more than one in <see cref="FollowOptions.Pause"/>. It is noted down before
/// it is sent: somebody who is told nothing when the app dies in between is better off than one who is told twice.
/// </summary>
internal sealed class TellFollowers(TillitDb db, GraphActivityFeed feed, InitiativeSight sight, FollowNotices notices, IOptions<FollowOptions> options)
{
    private const int Batch = 50;

    /// <returns>How many followers there was something to tell.</returns>
    public async Task<int> RunAsync(Guid tenantId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await db.InitiativeFollowers.AsNoTracking()
            .Where(follower => follower.NextTryAt <= now)
            .Where(follower => db.InitiativeEvents.Any(step =>
                step.InitiativeId == follower.InitiativeId && step.ById != follower.UserId && step.At > (follower.ToldAt ?? follower.Since)))
            .OrderBy(follower => follower.NextTryAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var follower in due)
        {
            db.ChangeTracker.Clear();
            db.Attach(follower);
            await TellAsync(tenantId, follower, now, cancellationToken);
        }

        return due.Count;
    }

    private async Task TellAsync(Guid tenantId, InitiativeFollower follower, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = follower.ToldAt;
        var steps = await db.InitiativeEvents.AsNoTracking()
            .Where(step => step.InitiativeId == follower.InitiativeId && step.ById != follower.UserId && step.At > (before ?? follower.Since))
            .OrderBy(step => step.At)
            .ToListAsync(cancellationToken);
        var initiative = await db.Initiatives.AsNoTracking()
            .Include(row => row.Channels)
            .SingleAsync(row => row.Id == follower.InitiativeId, cancellationToken);
        var seen = await sight.SeeAsync(tenantId, initiative, follower.UserId, cancellationToken);
        if (seen == GraphVerdict.No)
        {
            db.Remove(follower);
            await SaveAsync(cancellationToken);
            return;
        }

        if (steps.Count == 0 || seen != GraphVerdict.Yes)
        {
            follower.NextTryAt = now + options.Value.RetryAfter;
            await SaveAsync(cancellationToken);
            return;
        }

        (follower.ToldAt, follower.NextTryAt) = (steps[^1].At, now + options.Value.Pause);
        if (!await SaveAsync(cancellationToken))
        {
            return;
        }

        var notice = await notices.WriteAsync(initiative, steps, cancellationToken);
        if (await feed.SendAsync(tenantId, follower.UserId, notice, cancellationToken) == FeedState.Unavailable)
        {
            (follower.ToldAt, follower.NextTryAt) = (before, now + options.Value.RetryAfter);
            await SaveAsync(cancellationToken);
        }
    }

    /// <returns>Whether it was still this instance's to tell: whoever was quicker has told them.</returns>
    private async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}

/// <summary>What a notice says, in the language of the initiative's home channel.</summary>
internal sealed class FollowNotices(TillitDb db, InitiativeCards cards, TabLinks links)
{
    /// <summary>In the manifest, with the template text.</summary>
    private const string ActivityType = "initiativeNews";

    public async Task<FeedItem> WriteAsync(Initiative initiative, IReadOnlyList<InitiativeEvent> steps, CancellationToken cancellationToken)
    {
        var language = await db.LanguageOfAsync(initiative.Home, cancellationToken);
        var said = SpokenLanguage.Say(language, () => string.Join(" ", steps.Select(step => step.Kind).Distinct().Select(kind => cards.Say($"News{kind}"))));
        return new FeedItem(
            ActivityType,
            initiative.Title,
            links.Initiative(initiative.Id, initiative.Title),
            Excerpt.Cut(said, GraphActivityFeed.PreviewMaxLength),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["initiative"] = initiative.Title });
    }
}
