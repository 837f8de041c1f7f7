using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging.Documents;

/// <param name="Link">Null when there is none and none shall come.</param>
internal sealed record DocumentPlan(
    Link? Link, MetColumn Goals, MetColumn Principles, bool MustWrite, Tags? Tags, TagChoices Choices, LibraryRow Row);

/// <summary>Decides what a document's link and its row shall say, and does the link's part.</summary>
internal sealed class ReconcileDocument(TillitDb db, MunicipalityDates dates, TimeProvider clock)
{
    public async Task<DocumentPlan> DecideAsync(
        LibraryItem item, SiteLibrary library, SharePointSite site, Link? link, LibraryRow row, LibraryFile file, CancellationToken cancellationToken)
    {
        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        var (goals, principles) = (ColumnModel.Of(choices.AllGoals, choices.Today), ColumnModel.Of(choices.AllPrinciples, choices.Today));
        var tags = link is null ? Tags.None : choices.Of(link);
        // What the app wrote before it was cut off is nobody's wish but the link's.
        var isOwn = item.IsWriting && row.ChangedBy is null;
        var isLater = link is not null && row.ChangedAt > link.ChangedAt;
        var metGoals = MeetColumn.Meet(goals, isOwn ? row.Goals : Names(item.AgreedGoals), goals.NamesOf(tags.Goals), row.Goals, isLater, link is null ? null : Retired(choices.GoalsOf(link)));
        var metPrinciples = MeetColumn.Meet(principles, isOwn ? row.Principles : Names(item.AgreedPrinciples), principles.NamesOf(tags.Principles), row.Principles, isLater, link is null ? null : Retired(choices.PrinciplesOf(link)));
        var wanted = Tags.Of(goals.CodesOf(metGoals.Both), principles.CodesOf(metPrinciples.Both), tags.InitiativeId, tags.Why);
        if (link is null && !wanted.SayNothing && !await IsClassifiedAsync(row, cancellationToken))
        {
            link = Create(item, library, site, row, file);
        }

        if (link is not null)
        {
            Describe(link, library, file);
        }

        return new DocumentPlan(
            link, metGoals, metPrinciples,
            !Same(metGoals.Written, row.Goals) || !Same(metPrinciples.Written, row.Principles),
            link is null || (Same(wanted.Goals, tags.Goals) && Same(wanted.Principles, tags.Principles)) ? null : wanted,
            choices, row);
    }

    /// <param name="tag">SharePoint's mark of the row as it stands now.</param>
    public void Apply(DocumentPlan plan, LibraryItem item, string? tag)
    {
        item.AgreedGoals = string.Join('\n', plan.Goals.Both);
        item.AgreedPrinciples = string.Join('\n', plan.Principles.Both);
        (item.ETag, item.IsWriting) = (tag, false);
        if (plan.Link is not { } link)
        {
            db.Remove(item);
            return;
        }

        if (plan.Goals.GaveWay || plan.Principles.GaveWay)
        {
            var columnStood = plan.Row.ChangedAt > link.ChangedAt;
            db.Note(columnStood ? AuditAction.LinkGaveWay : AuditAction.LinkStood, link.Id, link.ChangedAt, link.TaggedById);
            db.Note(columnStood ? AuditAction.LibraryStood : AuditAction.LibraryGaveWay, link.Id, plan.Row.ChangedAt, plan.Row.ChangedBy ?? Guid.Empty);
        }

        var changed = plan.Tags is not null || db.ChangeTracker.Entries<Link>().Any(entry => entry.State != EntityState.Unchanged);
        if (plan.Tags is { } tags)
        {
            Change(link, tags, plan);
        }

        link.Version = changed ? Guid.NewGuid() : link.Version;
        item.LinkVersion = link.Version;
    }

    private void Change(Link link, Tags tags, DocumentPlan plan)
    {
        var isNew = db.Entry(link).State == EntityState.Added;
        StoreLink.Apply(tags, link, plan.Choices);
        // What somebody has written is theirs to take away: the link stays among their own, and can be given goals again.
        if (link is { Goals.Count: 0, Principles.Count: 0, InitiativeId: null, Why: null })
        {
            db.Note(AuditAction.ClearedInLibrary, link.Id, plan.Row.ChangedAt, plan.Row.ChangedBy ?? Guid.Empty);
            db.Remove(link);
            return;
        }

        link.ChangedAt = clock.GetUtcNow();
        if (!(plan.Goals.GaveWay || plan.Principles.GaveWay))
        {
            db.Note(isNew ? AuditAction.LinkedInLibrary : AuditAction.ChangedInLibrary, link.Id, plan.Row.ChangedAt, plan.Row.ChangedBy ?? Guid.Empty);
        }
    }

    private Link Create(LibraryItem item, SiteLibrary library, SharePointSite site, LibraryRow row, LibraryFile file)
    {
        var source = new DocumentSource(library.DriveId, item.ItemId, site.SiteId, library.ListId, row.ListItemId, library.TeamId);
        var link = new Link
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            TenantId = item.TenantId,
            Kind = LinkKind.Document,
            SourceKey = source.Key,
            Document = source,
            ContainerId = source.ContainerId,
            WebUrl = file.WebUrl,
            Title = Excerpt.OfFileName(file.Name),
            PlaceName = "",
            OccurredAt = file.ModifiedAt,
            TaggedById = row.ChangedBy ?? Guid.Empty,
            TaggedAt = row.ChangedAt,
            ChangedAt = row.ChangedAt,
        };
        db.Add(link);
        return link;
    }

    private static void Describe(Link link, SiteLibrary library, LibraryFile file) => (link.WebUrl, link.Title, link.PlaceName, link.State) = (
        file.WebUrl, Excerpt.OfFileName(file.Name), DocumentPlaces.Moved(link.PlaceName, library.PlaceName, file.Folders), SourceState.Live);

    /// <summary>The app may not ask for labels; SharePoint keeps them in the row.</summary>
    private async Task<bool> IsClassifiedAsync(LibraryRow row, CancellationToken cancellationToken) =>
        row.LabelId is { Length: > 0 } label
        && (await db.ClassifiedLabels.AsNoTracking().Select(known => known.LabelId).ToListAsync(cancellationToken)).Contains(label, StringComparer.OrdinalIgnoreCase);

    private HashSet<string> Retired(IEnumerable<GovernanceItem> items) =>
        items.Where(item => !item.IsValidOn(dates.Today)).Select(item => item.Name.Sv).ToHashSet(StringComparer.Ordinal);

    private static string[]? Names(string? lines) => lines?.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(IEnumerable<string> one, IEnumerable<string> other) => one.ToHashSet(StringComparer.Ordinal).SetEquals(other);
}
