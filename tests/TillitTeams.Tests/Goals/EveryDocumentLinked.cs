using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Goals;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Harness;
using SightCache = TillitTeams.Graph.SightCache;

namespace TillitTeams.Tests.Goals;

/// <summary>Vadstena with every file linked to all goals, each with words in its <i>why</i> that stand nowhere else.</summary>
public class EveryDocumentLinked : LocalTenant
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabase(async db =>
        {
            var goals = await db.Goals.ToListAsync();
            var principle = await db.Principles.SingleAsync(found => found.Code == "tillit");
            var taggers = SixPeople;
            db.AddRange(Files().Select((document, at) => LinkTo(document, taggers[at % taggers.Count].Id, goals, principle)));
            return await db.SaveChangesAsync();
        });
    }

    public IReadOnlyList<Person> SixPeople => Tenant.Read(content => content.People.Where(person => person.CanSignIn).ToList());

    public IReadOnlyList<Document> Files() =>
        Tenant.Read(content => content.Documents().Where(document => document.Item.Kind == DriveItemKind.File).ToList());

    /// <summary>What the tenant itself says that the person can open and, in a team's site, reaches by being in the team or in a channel of it.</summary>
    public IReadOnlySet<string> SecretsOpenTo(Person person) => Tenant.Read(content => content.Documents()
        .Where(document => document.Item.Kind == DriveItemKind.File && document.MayRead(person.Id))
        .Where(document => document is not { Site: { Kind: SiteKind.Team, TeamId: { } id } } || (content.FindTeam(id) is { } team
            && (team.Members.Contains(person.Id) || team.Channels.Exists(channel => content.IsMember(person.Id, channel)))))
        .Select(SecretOf)
        .ToHashSet(StringComparer.Ordinal));

    public static string SecretOf(Document document) => $"hemlig{document.Item.UniqueId.ToByteArray().Aggregate(0UL, (sum, part) => (sum * 31) + part)}";

    /// <summary>Anything that would tell that the file is there.</summary>
    public static bool Tells(string text, Document document) =>
        new[] { SecretOf(document), document.Item.Id, document.Item.Name, $"{document.Item.UniqueId}" }.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase));

    /// <summary>As if the minutes had passed for which answers are remembered.</summary>
    public void Forget() => Host.AppServices.GetRequiredService<SightCache>().Store.Clear();

    private Link LinkTo(Document document, Guid tagger, List<Goal> goals, Principle principle)
    {
        var source = new DocumentSource(
            document.Drive.Id, document.Item.Id, document.Site.GraphId, document.Drive.ListId.ToString(), $"{document.Item.ListItemId}",
            document.Site.Kind == SiteKind.Team ? document.Site.TeamId.ToString() : null);
        var id = Guid.CreateVersion7(document.Item.ModifiedAt);
        return new Link
        {
            Id = id, TenantId = Tenant.Id, Kind = LinkKind.Document, SourceKey = source.Key, Document = source, WebUrl = document.WebUrl(), Title = document.Item.Name,
            PlaceName = "Dokument", ContainerId = source.ContainerId, OccurredAt = document.Item.ModifiedAt, Why = SecretOf(document), TaggedById = tagger,
            TaggedAt = document.Item.ModifiedAt, ChangedAt = document.Item.ModifiedAt, Version = Guid.NewGuid(),
            Goals = [.. goals.Select(goal => new LinkGoal { TenantId = Tenant.Id, LinkId = id, GoalId = goal.Id })],
            Principles = [new LinkPrinciple { TenantId = Tenant.Id, LinkId = id, PrincipleId = principle.Id }],
        };
    }
}
