using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TillitTeams.Governance.Retention;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Outbox;
using Xunit;

namespace TillitTeams.Tests.Governance.Retention;

/// <summary>A Vadstena where something of every kind has been there for long, and goes when a test says so.</summary>
public sealed class RetentionVadstena : OutboxTenant
{
    protected override SandboxSettings Settings => base.Settings with
    {
        ConfigureApp = builder =>
        {
            base.Settings.ConfigureApp!(builder);
            builder.Services.Remove(builder.Services.Single(service =>
                service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(RetentionLoop)));
            foreach (var part in builder.Services.Where(service => service.ServiceType == typeof(IDisposeRows)).ToList())
            {
                builder.Services.Remove(part);
                builder.Services.AddScoped<IDisposeRows>(services => new Breaking((IDisposeRows)ActivatorUtilities.CreateInstance(services, part.ImplementationType!), this));
            }
        },
    };

    /// <summary>Called when a batch of this kind has gone and is not yet committed.</summary>
    public Func<RetentionKind, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called, once, when it was seen that something of the kind goes.</summary>
    public Dictionary<RetentionKind, Func<Task>> Found { get; } = [];

    public DateTimeOffset Ago(int days) => Clock.GetUtcNow().AddDays(-days);

    /// <summary>The daily round.</summary>
    public Task RoundAsync() => Host.AppServices.GetRequiredService<RetentionLoop>().RunOnceAsync(TestContext.Current.CancellationToken);

    public Task<Guid> LinkAsync(string why, SourceState state, int days, string by = "sara", Guid? tenant = null) => InDatabase(
        async db =>
        {
            var (id, channel) = (Guid.CreateVersion7(), Conversation("bibliotek/allmant").Id);
            var source = MessageSource.InChannel(Guid.NewGuid().ToString(), channel, Clock.GetUtcNow().UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture) + Random.Shared.Next(), null);
            db.Add(new Link
            {
                Id = id, TenantId = tenant ?? Tenant.Id, SourceKey = $"{source.Key}/{id}", Message = source, ContainerId = source.ContainerId, WebUrl = "https://teams.microsoft.com/l/message/x",
                Title = $"Rubrik {why}", PlaceName = "Bibliotek", Why = why, WhyById = Person(by).Id, TaggedById = Person(by).Id, State = state,
                OccurredAt = Ago(days), TaggedAt = Ago(days), ChangedAt = Ago(days), Version = Guid.NewGuid(),
            });
            if (await db.Goals.FirstOrDefaultAsync() is { } goal)
            {
                db.Add(new LinkGoal { TenantId = tenant ?? Tenant.Id, LinkId = id, GoalId = goal.Id });
            }

            await db.SaveChangesAsync();
            return id;
        },
        tenant);

    public async Task<Initiative> FinishAsync(string title, string channel, int days)
    {
        var initiative = await this.TellAsync(title, [channel], row => (row.State, row.ChangedAt) = (InitiativeState.Done, Ago(days)));
        await InDatabase(async db =>
        {
            db.Add(new InitiativeEvent { Id = Guid.CreateVersion7(), TenantId = Tenant.Id, InitiativeId = initiative.Id, At = Ago(days), ByName = "Amina Warsame", Kind = InitiativeEventKind.Done, After = "Fler fick hjälp." });
            db.Add(new InitiativeFollower { TenantId = Tenant.Id, InitiativeId = initiative.Id, UserId = Person("sara").Id, NextTryAt = DateTimeOffset.MaxValue });
            var card = Row(Conversation(channel).Id, Conversation(channel).Id, DeliveryPurpose.InitiativeDone, person: null);
            db.Add(card);
            db.Entry(card).Property(row => row.InitiativeId).CurrentValue = initiative.Id;
            db.Add(new Link
            {
                Id = Guid.CreateVersion7(), TenantId = Tenant.Id, Kind = LinkKind.Document, SourceKey = $"drive/{initiative.Id}", ContainerId = DocumentSource.Elsewhere, WebUrl = "https://example.test/", Title = title,
                PlaceName = "Bibliotek", InitiativeId = initiative.Id, OccurredAt = Ago(1), TaggedAt = Ago(1), ChangedAt = Ago(1), Version = Guid.NewGuid(),
            });
            return await db.SaveChangesAsync();
        });
        return initiative;
    }

    public Task<bool> IsThereAsync(Guid link, Guid? tenant = null) => InDatabase(db => db.Links.AnyAsync(row => row.Id == link), tenant);

    private sealed class Breaking(IDisposeRows owner, RetentionVadstena vadstena) : IDisposeRows
    {
        public RetentionKind Kind => owner.Kind;

        public async Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken)
        {
            var any = await owner.AnyAsync(before, cancellationToken);
            if (any && vadstena.Found.Remove(Kind, out var act))
            {
                await act();
            }

            return any;
        }

        public async Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
        {
            var gone = await owner.DisposeAsync(before, most, cancellationToken);
            await vadstena.Meanwhile(Kind);
            return gone;
        }
    }
}
