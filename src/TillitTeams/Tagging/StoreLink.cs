using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging;

/// <summary>
/// Writes the one link of a message or a document. Two people who tag it at once are noticed by the unique index or by
/// the link's version; whoever comes second reads again and merges.
/// </summary>
internal sealed class StoreLink(TillitDb db, Caller caller, TimeProvider clock)
{
    /// <returns>The link as it is stored now; or what stands in the way, with the link as somebody else left it.</returns>
    public Task<StoredLink> StoreAsync(
        Tagged source, Tags opened, Tags mine, TagChoices choices, CancellationToken cancellationToken) =>
        db.SaveMergedAsync(
            async token =>
            {
                var link = await db.LinkOfAsync(source, token);
                var theirs = link is null ? Tags.None : choices.Of(link);
                var merged = Tags.Merge(opened, theirs, mine);
                if (merged.Why?.Length > Link.WhyMaxLength)
                {
                    return new StoredLink(link, false, merged, TagProblem.WhyTooLongTogether);
                }

                if (merged.SayNothing)
                {
                    return new StoredLink(link, false, merged, TagProblem.ChangedMeanwhile);
                }

                var isNew = link is null;
                if (link is null)
                {
                    link = Create(source);
                    db.Add(link);
                }

                if (merged.Why != link.Why)
                {
                    link.WhyById = caller.UserId;
                }

                Apply(merged, link, choices);
                Describe(source, link);
                if (db.ChangeTracker.HasChanges())
                {
                    link.ChangedAt = clock.GetUtcNow();
                    link.Version = Guid.NewGuid();
                    db.Note(isNew ? AuditAction.LinkMade : AuditAction.LinkChanged, link.Id, link.ChangedAt);
                    await db.SaveChangesAsync(token);
                }

                return new StoredLink(link, isNew, merged, null);
            },
            cancellationToken);

    private Link Create(Tagged source) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        TenantId = caller.TenantId,
        Kind = source.Kind,
        SourceKey = source.Key,
        Message = (source as TaggedMessage)?.Source,
        Document = (source as TaggedDocument)?.Source,
        WebUrl = source.WebUrl,
        Title = source.Title,
        PlaceName = source.PlaceName,
        ContainerId = source.ContainerId,
        OccurredAt = source.OccurredAt,
        TaggedById = caller.UserId,
        TaggedAt = clock.GetUtcNow(),
    };

    /// <summary>Messages are edited, files moved and channels renamed: the latest true word of it stands.</summary>
    private static void Describe(Tagged source, Link link)
    {
        link.WebUrl = source.WebUrl;
        link.Title = source.Title;
        link.PlaceName = source.PlaceName;
        link.State = SourceState.Live;
    }

    internal static void Apply(Tags tags, Link link, TagChoices choices)
    {
        foreach (var goal in choices.Goals)
        {
            var tag = link.Goals.Find(known => known.GoalId == goal.Id);
            if (tag is not null && !tags.Goals.Contains(goal.Code))
            {
                link.Goals.Remove(tag);
            }
            else if (tag is null && tags.Goals.Contains(goal.Code))
            {
                link.Goals.Add(new LinkGoal { TenantId = link.TenantId, LinkId = link.Id, GoalId = goal.Id });
            }
        }

        foreach (var principle in choices.Principles)
        {
            var tag = link.Principles.Find(known => known.PrincipleId == principle.Id);
            if (tag is not null && !tags.Principles.Contains(principle.Code))
            {
                link.Principles.Remove(tag);
            }
            else if (tag is null && tags.Principles.Contains(principle.Code))
            {
                link.Principles.Add(new LinkPrinciple { TenantId = link.TenantId, LinkId = link.Id, PrincipleId = principle.Id });
            }
        }

        if (choices.Initiatives.Any(initiative => initiative.Id == link.InitiativeId) || tags.InitiativeId is not null)
        {
            link.InitiativeId = tags.InitiativeId;
        }

        link.Why = tags.Why;
    }
}

/// <param name="Merged">What was or would have been stored, with what somebody else did meanwhile.</param>
internal sealed record StoredLink(Link? Link, bool IsNew, Tags Merged, TagProblem? Problem);

internal static class LinkReading
{
    /// <summary>The source's link with its tags, tracked; null when nobody has linked it.</summary>
    public static Task<Link?> LinkOfAsync(this TillitDb db, Tagged source, CancellationToken cancellationToken) => db.LinkOfAsync(source.Key, cancellationToken);

    /// <inheritdoc cref="LinkOfAsync(TillitDb, Tagged, CancellationToken)"/>
    public static Task<Link?> LinkOfAsync(this TillitDb db, string key, CancellationToken cancellationToken) =>
        db.Links
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsSplitQuery()
            .FirstOrDefaultAsync(link => link.SourceKey == key, cancellationToken);
}
