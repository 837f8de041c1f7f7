using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Storage;

/// <summary>
/// The neighbour has a row of every kind, with the very codes, conversations, message and people of
/// Vadstena, so that nothing but the tenant keeps them apart. <see cref="Secret"/> stands in all its texts.
/// </summary>
public class NeighbourRows : TwoTenants
{
    public const string Secret = "grannhemlis";

    public static Guid Record { get; } = Guid.Parse("0e0f6c1a-93a1-4a52-8d0c-5f0f6d3f7a11");

    public (Conversation Conversation, Message Message) Shared { get; private set; }

    private static DateOnly LongAgo => new(2020, 1, 1);

    private static LocalText Secrets => new(Secret, Secret);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var channel = Conversation("omsorg/hemtjansten");
        Shared = (channel, channel.Messages[0]);
        var source = MessageSource.InChannel(Tenant.Read(content => content.FindChannel(channel.Id)!.Value.Team.Id.ToString()), channel.Id, channel.Messages[0].Id, null);
        await InDatabase(db => AddAsync(db, source), Neighbour);
    }

    private async Task<int> AddAsync(TillitDb db, MessageSource source)
    {
        var goal = new Goal
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, Code = "hallbar", Name = Secrets, Description = Secrets, DecisionReference = Secret, ValidFrom = LongAgo,
        };
        var principle = new Principle
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, Code = "tillit", Name = Secrets, Description = Secrets, DecisionReference = Secret, ValidFrom = LongAgo,
        };
        var initiative = new Initiative { Id = Guid.NewGuid(), TenantId = Neighbour, Title = Secret, ResidentsGain = Secret, State = InitiativeState.Ongoing };
        db.AddRange(goal, principle, initiative, LinkTo(source, goal, principle, initiative));
        db.Add(new ChannelInstallation
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, ConversationId = source.ConversationId, TeamId = source.TeamId, TeamName = Secret, ChannelName = Secret, ServiceUrl = "https://localhost/neighbour/", Language = "sv",
        });
        db.Add(new GraphSubscription
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, ConversationId = source.ConversationId, TeamId = source.TeamId, ClientState = Secret, NextTryAt = DateTimeOffset.MaxValue,
        });
        AddStory(db, initiative, goal, principle, source);
        AddLetters(db, goal, source);
        AddLibrary(db);
        AddRecord(db);
        db.Add(new ModelChange { Id = Guid.NewGuid(), TenantId = Neighbour, ItemId = goal.Id, Kind = ModelChangeKind.Added, After = Secret, DecisionReference = Secret });
        db.Add(new RetentionRule { Id = Guid.NewGuid(), TenantId = Neighbour, Kind = RetentionKind.GoneLinks, DecisionReference = Secret, DecidedOn = LongAgo, Version = Guid.NewGuid() });
        db.Add(new RetentionRun { Id = Guid.NewGuid(), TenantId = Neighbour, Kind = RetentionKind.GoneLinks, Days = 7, DecisionReference = Secret, DecidedOn = LongAgo });
        db.Add(new ClassifiedLabel { Id = Guid.NewGuid(), TenantId = Neighbour, LabelId = Secret, Name = Secret });
        return await db.SaveChangesAsync();
    }

    private static void AddStory(TillitDb db, Initiative initiative, Goal goal, Principle principle, MessageSource source)
    {
        initiative.Goals.Add(new InitiativeGoal { TenantId = Neighbour, InitiativeId = initiative.Id, GoalId = goal.Id });
        initiative.Principles.Add(new InitiativePrinciple { TenantId = Neighbour, InitiativeId = initiative.Id, PrincipleId = principle.Id, How = Secret });
        initiative.Channels.Add(new InitiativeChannel
        {
            TenantId = Neighbour, InitiativeId = initiative.Id, TeamId = source.TeamId!, ChannelId = source.ChannelId!, PlaceName = Secret, IsHome = true,
        });
        db.Add(new InitiativeEvent { Id = Guid.NewGuid(), TenantId = Neighbour, InitiativeId = initiative.Id, Kind = InitiativeEventKind.Learned, ByName = Secret, After = Secret });
        db.Add(new InitiativeFollower { TenantId = Neighbour, InitiativeId = initiative.Id, UserId = Guid.NewGuid() });
        db.Add(new Delivery
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, Target = source.ChannelId!, ViaConversationId = source.ChannelId!, Key = initiative.Id.ToString(), InitiativeId = initiative.Id, Card = "{}", Summary = Secret, State = DeliveryState.Failed, DueAt = DateTimeOffset.MaxValue,
        });
    }

    private static void AddLetters(TillitDb db, Goal goal, MessageSource source)
    {
        // Ended, so that nobody sends it.
        var subscription = new DigestSubscription
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, Target = source.ChannelId!, Language = "sv", NextWeek = Secret, EndedAt = DateTimeOffset.UnixEpoch,
        };
        subscription.Goals.Add(new DigestGoal { TenantId = Neighbour, SubscriptionId = subscription.Id, GoalId = goal.Id });
        subscription.Teams.Add(new DigestTeam { TenantId = Neighbour, SubscriptionId = subscription.Id, TeamId = Secret });
        db.Add(subscription);
        db.Add(new MissedDigest { TenantId = Neighbour, SubscriptionId = subscription.Id, Week = Secret });
        db.Add(new DigestAnswer { Id = Guid.NewGuid(), TenantId = Neighbour, Week = Secret });
    }

    private static void AddLibrary(TillitDb db)
    {
        var site = new SharePointSite
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, SiteId = Secret, Name = Secret, State = LibraryState.Ready, NextTryAt = DateTimeOffset.MaxValue,
        };
        var library = new SiteLibrary
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, SharePointSiteId = site.Id, DriveId = Secret, ListId = Secret, PlaceName = Secret, ClientState = Secret, State = LibraryState.ReadOnly, ReadAt = DateTimeOffset.MaxValue,
        };
        db.AddRange(site, library);
        db.Add(new LibraryItem
        {
            Id = Guid.NewGuid(), TenantId = Neighbour, SiteLibraryId = library.Id, SourceKey = Secret, ItemId = Secret, AgreedGoals = Secret, NextTryAt = DateTimeOffset.MaxValue,
        });
        db.Add(new AuditEvent { Id = Guid.NewGuid(), TenantId = Neighbour, PersonId = Guid.NewGuid(), Action = AuditAction.SiteTurnedOn, RowId = site.Id });
        db.Add(new AuditHead { TenantId = Neighbour, Hash = [] });
    }

    /// <summary>Ordered by somebody who bears the id of Vadstena's governance lead.</summary>
    private void AddRecord(TillitDb db)
    {
        var export = new RecordExport
        {
            Id = Record, TenantId = Neighbour, Scope = RecordScope.Period, From = LongAgo, To = LongAgo, Language = "sv", OrderedById = Person("karin").Id,
            State = RecordState.Ready, Parts = 1, ReadyAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.MaxValue,
        };
        db.Add(export);
        db.Add(new RecordExportPart { TenantId = Neighbour, ExportId = export.Id, Content = [] });
    }

    private Link LinkTo(MessageSource source, Goal goal, Principle principle, Initiative initiative)
    {
        var id = Guid.NewGuid();
        var at = Shared.Message.CreatedAt;
        return new Link
        {
            Id = id,
            TenantId = Neighbour,
            SourceKey = source.Key,
            Message = source,
            WebUrl = Tenant.Read(content => MessageLink.To(content, Shared.Conversation, Shared.Message)),
            Title = Secret,
            PlaceName = Secret,
            ContainerId = source.ContainerId,
            OccurredAt = at,
            Why = Secret,
            TaggedById = Person("lena").Id,
            TaggedAt = at,
            ChangedAt = at,
            InitiativeId = initiative.Id,
            Version = Guid.NewGuid(),
            Goals = [new LinkGoal { TenantId = Neighbour, LinkId = id, GoalId = goal.Id }],
            Principles = [new LinkPrinciple { TenantId = Neighbour, LinkId = id, PrincipleId = principle.Id }],
        };
    }
}
