using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TillitTeams.Model;

namespace TillitTeams.Storage;

/// <summary>
/// Everything the product stores. Rows of other tenants than the caller's do not exist here: a global
/// query filter hides them, and <see cref="SaveChangesAsync(bool, CancellationToken)"/> refuses to write them.
/// </summary>
public class TillitDb(DbContextOptions options, Caller caller) : DbContext(options)
{
    public DbSet<Goal> Goals => Set<Goal>();
    public DbSet<Principle> Principles => Set<Principle>();
    public DbSet<Initiative> Initiatives => Set<Initiative>();
    public DbSet<InitiativeChannel> InitiativeChannels => Set<InitiativeChannel>();
    public DbSet<InitiativeEvent> InitiativeEvents => Set<InitiativeEvent>();
    public DbSet<InitiativeFollower> InitiativeFollowers => Set<InitiativeFollower>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<DigestSubscription> DigestSubscriptions => Set<DigestSubscription>();
    public DbSet<MissedDigest> MissedDigests => Set<MissedDigest>();
    public DbSet<DigestAnswer> DigestAnswers => Set<DigestAnswer>();
    public DbSet<Link> Links => Set<Link>();
    public DbSet<LinkGoal> LinkGoals => Set<LinkGoal>();
    public DbSet<LinkPrinciple> LinkPrinciples => Set<LinkPrinciple>();
    public DbSet<ChannelInstallation> ChannelInstallations => Set<ChannelInstallation>();
    public DbSet<GraphSubscription> GraphSubscriptions => Set<GraphSubscription>();

    public DbSet<ClassifiedLabel> ClassifiedLabels => Set<ClassifiedLabel>();
    public DbSet<SharePointSite> SharePointSites => Set<SharePointSite>();
    public DbSet<SiteLibrary> SiteLibraries => Set<SiteLibrary>();
    public DbSet<LibraryItem> LibraryItems => Set<LibraryItem>();
    public DbSet<ModelChange> ModelChanges => Set<ModelChange>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<RetentionRun> RetentionRuns => Set<RetentionRun>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();
    public DbSet<RecordExport> RecordExports => Set<RecordExport>();
    public DbSet<RecordExportPart> RecordExportParts => Set<RecordExportPart>();

    /// <summary>For what is not read through the filter: statements written out by hand.</summary>
    internal Guid TenantId => caller.TenantId;

    internal Guid PersonId => caller.UserId;

    /// <summary>The statements that are not the same in every database.</summary>
    internal virtual StoreQueries Queries => SqliteQueries.Only;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseForeignRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        return SaveDetectedAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Whoever looked for foreign rows has found what changed.</summary>
    private async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        using var turn = await Queries.WaitToSaveAsync(this, cancellationToken);
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite has no type for a point in time and cannot order the text EF would store.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Govern<Goal>(modelBuilder);
        Govern<Principle>(modelBuilder);

        modelBuilder.Entity<ModelChange>(row =>
        {
            row.HasIndex(change => new { change.TenantId, change.At });
            Own(row);
        });

        TellOfInitiatives(modelBuilder);

        modelBuilder.Entity<Link>(row =>
        {
            row.Property(link => link.Title).HasMaxLength(Link.TitleMaxLength);
            row.Property(link => link.Why).HasMaxLength(Link.WhyMaxLength);
            row.Property(link => link.PlaceId).HasComputedColumnSql("COALESCE(Message_ChatId, Message_ChannelId, ContainerId)", stored: false);
            row.Property(link => link.Version).IsConcurrencyToken();
            // A notification that comes while the message is being read again must not be wiped out.
            row.Property(link => link.CheckAt).IsConcurrencyToken();
            row.OwnsOne(link => link.Message, message =>
            {
                message.Ignore(source => source.Key);
                message.Ignore(source => source.ConversationId);
                message.Ignore(source => source.ContainerId);
            });
            row.OwnsOne(link => link.Document, document =>
            {
                document.Ignore(source => source.Key);
                document.Ignore(source => source.ContainerId);
                document.HasIndex(source => source.DriveId);
                document.HasIndex(source => source.SiteId).HasFilter("Document_SiteId IS NOT NULL");
            });
            row.HasIndex(link => new { link.TenantId, link.SourceKey }).IsUnique();
            row.HasIndex(link => new { link.TenantId, link.CheckAt }).HasFilter("CheckAt IS NOT NULL");
            row.HasIndex(link => new { link.TenantId, link.ContainerId, link.PlaceId, link.TaggedAt });
            row.HasOne<Initiative>().WithMany().HasForeignKey(link => link.InitiativeId).OnDelete(DeleteBehavior.SetNull);
            row.HasMany(link => link.Goals).WithOne().HasForeignKey(goal => goal.LinkId);
            row.HasMany(link => link.Principles).WithOne().HasForeignKey(principle => principle.LinkId);
            Own(row);
        });

        modelBuilder.Entity<LinkGoal>(row =>
        {
            row.HasKey(goal => new { goal.LinkId, goal.GoalId });
            row.HasOne<Goal>().WithMany().HasForeignKey(goal => goal.GoalId).OnDelete(DeleteBehavior.Restrict);
            Own(row);
        });

        modelBuilder.Entity<LinkPrinciple>(row =>
        {
            row.HasKey(principle => new { principle.LinkId, principle.PrincipleId });
            row.HasOne<Principle>().WithMany().HasForeignKey(principle => principle.PrincipleId).OnDelete(DeleteBehavior.Restrict);
            Own(row);
        });

        modelBuilder.Entity<GraphSubscription>(row =>
        {
            row.HasIndex(subscription => new { subscription.TenantId, subscription.ConversationId }).IsUnique();
            row.HasIndex(subscription => subscription.SubscriptionId);
            row.Property(subscription => subscription.NextTryAt).IsConcurrencyToken();
            Own(row);
        });

        modelBuilder.Entity<ClassifiedLabel>(row =>
        {
            row.HasIndex(label => new { label.TenantId, label.LabelId }).IsUnique();
            Own(row);
        });

        SendDigests(modelBuilder);
        FollowLibraries(modelBuilder);
        KeepRecords(modelBuilder);
        DisposeOfRows(modelBuilder);

        modelBuilder.Entity<ChannelInstallation>(row =>
        {
            row.HasIndex(installation => new { installation.TenantId, installation.ConversationId }).IsUnique();
            row.HasIndex(installation => new { installation.TenantId, installation.TeamId });
            Own(row);
        });
    }

    private void TellOfInitiatives(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Initiative>(row =>
        {
            row.Property(initiative => initiative.Title).HasMaxLength(Initiative.TitleMaxLength);
            row.Property(initiative => initiative.Version).IsConcurrencyToken();
            row.Ignore(initiative => initiative.Home);
            row.HasIndex(initiative => new { initiative.TenantId, initiative.State });
            row.HasIndex(initiative => new { initiative.TenantId, initiative.ChangedAt, initiative.Id });
            row.HasMany(initiative => initiative.Channels).WithOne().HasForeignKey(channel => channel.InitiativeId);
            row.HasMany(initiative => initiative.Goals).WithOne().HasForeignKey(goal => goal.InitiativeId);
            row.HasMany(initiative => initiative.Principles).WithOne().HasForeignKey(principle => principle.InitiativeId);
            Own(row);
        });

        modelBuilder.Entity<InitiativeChannel>(row =>
        {
            row.HasKey(channel => new { channel.InitiativeId, channel.ChannelId });
            row.HasIndex(channel => new { channel.TenantId, channel.TeamId });
            Own(row);
        });

        modelBuilder.Entity<InitiativeGoal>(row =>
        {
            row.HasKey(goal => new { goal.InitiativeId, goal.GoalId });
            row.HasOne<Goal>().WithMany().HasForeignKey(goal => goal.GoalId).OnDelete(DeleteBehavior.Restrict);
            Own(row);
        });

        modelBuilder.Entity<InitiativePrinciple>(row =>
        {
            row.HasKey(principle => new { principle.InitiativeId, principle.PrincipleId });
            row.Property(principle => principle.How).HasMaxLength(InitiativePrinciple.HowMaxLength);
            row.HasOne<Principle>().WithMany().HasForeignKey(principle => principle.PrincipleId).OnDelete(DeleteBehavior.Restrict);
            Own(row);
        });

        modelBuilder.Entity<InitiativeEvent>(row =>
        {
            row.HasIndex(step => new { step.TenantId, step.InitiativeId, step.At });
            row.HasOne<Initiative>().WithMany().HasForeignKey(step => step.InitiativeId);
            Own(row);
        });

        modelBuilder.Entity<InitiativeFollower>(row =>
        {
            row.HasKey(follower => new { follower.InitiativeId, follower.UserId });
            row.HasIndex(follower => new { follower.TenantId, follower.NextTryAt });
            row.Property(follower => follower.NextTryAt).IsConcurrencyToken();
            row.HasOne<Initiative>().WithMany().HasForeignKey(follower => follower.InitiativeId);
            Own(row);
        });

        modelBuilder.Entity<Delivery>(row =>
        {
            row.HasIndex(delivery => new { delivery.TenantId, delivery.Target, delivery.Purpose, delivery.Key }).IsUnique();
            row.HasIndex(delivery => new { delivery.TenantId, delivery.State, delivery.DueAt });
            row.HasIndex(delivery => new { delivery.TenantId, delivery.InitiativeId });
            // An edit while it is being sent must neither be taken for what was sent nor leave it delivered.
            row.Property(delivery => delivery.Revision).IsConcurrencyToken();
            row.Property(delivery => delivery.State).IsConcurrencyToken();
            row.HasOne<Initiative>().WithMany().HasForeignKey(delivery => delivery.InitiativeId);
            Own(row);
        });
    }

    private void SendDigests(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DigestSubscription>(row =>
        {
            row.HasIndex(subscription => new { subscription.TenantId, subscription.Target }).IsUnique();
            row.HasIndex(subscription => new { subscription.TenantId, subscription.NextAt }).HasFilter("EndedAt IS NULL");
            row.Property(subscription => subscription.Version).IsConcurrencyToken();
            row.HasMany(subscription => subscription.Goals).WithOne().HasForeignKey(goal => goal.SubscriptionId);
            row.HasMany(subscription => subscription.Teams).WithOne().HasForeignKey(team => team.SubscriptionId);
            Own(row);
        });

        modelBuilder.Entity<DigestGoal>(row =>
        {
            row.HasKey(goal => new { goal.SubscriptionId, goal.GoalId });
            row.HasOne<Goal>().WithMany().HasForeignKey(goal => goal.GoalId).OnDelete(DeleteBehavior.Restrict);
            Own(row);
        });

        modelBuilder.Entity<DigestTeam>(row =>
        {
            row.HasKey(team => new { team.SubscriptionId, team.TeamId });
            Own(row);
        });

        modelBuilder.Entity<MissedDigest>(row =>
        {
            row.HasKey(missed => new { missed.SubscriptionId, missed.Week });
            row.HasOne<DigestSubscription>().WithMany().HasForeignKey(missed => missed.SubscriptionId);
            Own(row);
        });

        modelBuilder.Entity<DigestAnswer>(row =>
        {
            row.HasIndex(answer => new { answer.TenantId, answer.Week });
            Own(row);
        });
    }

    private void FollowLibraries(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SharePointSite>(row =>
        {
            row.HasIndex(site => new { site.TenantId, site.SiteId }).IsUnique();
            row.Property(site => site.NextTryAt).IsConcurrencyToken();
            row.HasMany(site => site.Libraries).WithOne().HasForeignKey(library => library.SharePointSiteId);
            Own(row);
        });

        modelBuilder.Entity<SiteLibrary>(row =>
        {
            row.HasIndex(library => new { library.TenantId, library.DriveId }).IsUnique();
            row.HasIndex(library => library.SubscriptionId);
            Own(row);
        });

        modelBuilder.Entity<LibraryItem>(row =>
        {
            row.HasIndex(item => new { item.TenantId, item.SourceKey }).IsUnique();
            row.HasIndex(item => new { item.TenantId, item.NextTryAt }).HasFilter("NextTryAt IS NOT NULL");
            row.HasOne<SiteLibrary>().WithMany().HasForeignKey(item => item.SiteLibraryId);
            row.Property(item => item.NextTryAt).IsConcurrencyToken();
            Own(row);
        });

        modelBuilder.Entity<AuditEvent>(row =>
        {
            // By name: what an old row says must not depend on the order in which actions stand in the code.
            row.Property(audit => audit.Action).HasConversion<string>();
            row.HasIndex(audit => new { audit.TenantId, audit.RowId, audit.At });
            row.HasIndex(audit => new { audit.TenantId, audit.Sequence }).IsUnique();
            row.HasIndex(audit => new { audit.TenantId, audit.At, audit.Id });
            Own(row);
        });

        modelBuilder.Entity<AuditHead>(row =>
        {
            row.HasKey(head => head.TenantId);
            Own(row);
        });
    }

    private void KeepRecords(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RecordExport>(row =>
        {
            row.HasIndex(export => new { export.TenantId, export.OrderedById, export.OrderedAt });
            row.HasIndex(export => new { export.TenantId, export.State, export.ExpiresAt });
            // What was gathered after somebody else took over, or after it was cancelled, does not count.
            row.Property(export => export.Lease).IsConcurrencyToken();
            row.Property(export => export.State).IsConcurrencyToken();
            Own(row);
        });

        modelBuilder.Entity<RecordExportPart>(row =>
        {
            row.HasKey(part => new { part.ExportId, part.Number });
            row.HasOne<RecordExport>().WithMany().HasForeignKey(part => part.ExportId);
            Own(row);
        });
    }

    private void DisposeOfRows(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RetentionRule>(row =>
        {
            // By name: what a rule is about must not depend on the order in which kinds stand in the code.
            row.Property(rule => rule.Kind).HasConversion<string>();
            row.HasIndex(rule => new { rule.TenantId, rule.Kind }).IsUnique();
            row.Property(rule => rule.Version).IsConcurrencyToken();
            Own(row);
        });

        modelBuilder.Entity<RetentionRun>(row =>
        {
            row.Property(run => run.Kind).HasConversion<string>();
            row.HasIndex(run => new { run.TenantId, run.At, run.Id });
            Own(row);
        });
    }

    private void Govern<TItem>(ModelBuilder modelBuilder)
        where TItem : GovernanceItem =>
        modelBuilder.Entity<TItem>(row =>
        {
            row.ComplexProperty(item => item.Name);
            row.ComplexProperty(item => item.Description);
            row.Ignore(item => item.Kind);
            row.Property(item => item.Order).IsConcurrencyToken();
            row.Property(item => item.Version).IsConcurrencyToken();
            row.HasIndex(item => new { item.TenantId, item.Code }).IsUnique();
            Own(row);
        });

    private void Own<TRow>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<TRow> row)
        where TRow : class, ITenantRow =>
        row.HasQueryFilter(owned => owned.TenantId == caller.TenantId);

    private void RefuseForeignRows()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantRow>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && (entry.Entity.TenantId != caller.TenantId || caller.TenantId == Guid.Empty))
            {
                throw new InvalidOperationException("A row of another tenant, or of none, cannot be written.");
            }

            if (entry is { Entity: AuditEvent or ModelChange or RetentionRun, State: EntityState.Modified or EntityState.Deleted })
            {
                throw new InvalidOperationException("What has been noted down stays as it was noted.");
            }
        }
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
