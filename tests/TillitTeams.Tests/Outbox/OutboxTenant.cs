using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>A tenant whose clock a test turns, and in which cards are delivered when the test says so.</summary>
public class OutboxTenant : LocalTenant
{
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public OutboxOptions Options => Host.AppServices.GetRequiredService<IOptions<OutboxOptions>>().Value;

    protected override SandboxSettings Settings => base.Settings with
    {
        Clock = Clock,
        ConfigureApp = builder => builder.Services.Remove(builder.Services.Single(IsLoop)),
        AppSettings = new Dictionary<string, string?> { ["Tenants:Allowed:0"] = TwoTenants.Neighbour.ToString(), ["Outbox:BackoffTo"] = "00:00:20" },
    };

    /// <summary>The app's greetings would be among what is counted.</summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await InDatabase(db => db.Deliveries.ExecuteDeleteAsync());
    }

    /// <summary>A card that is to be seen in the channel or group chat.</summary>
    public Task<Delivery> AddAsync(string place, DeliveryPurpose purpose = DeliveryPurpose.InitiativeStarted)
    {
        var conversation = Conversation(place);
        return AddAsync(Row(conversation.Id, conversation.Id, purpose, person: null));
    }

    /// <summary>A card for the person alone.</summary>
    public Task<Delivery> AddForAsync(string person, string via = "kansli/allmant", DeliveryPurpose purpose = DeliveryPurpose.SupportOffered) =>
        AddAsync(Row(Delivery.ToPerson(Person(person).Id), Conversation(via).Id, purpose, Person(person).Id));

    public async Task<Delivery> AddAsync(Delivery row)
    {
        await InDatabase(
            db =>
            {
                db.Add(row);
                return db.SaveChangesAsync();
            },
            row.TenantId);
        return row;
    }

    public Task ChangeAsync(Delivery row, Action<Delivery> change) => InDatabase(async db =>
    {
        change(await db.Deliveries.SingleAsync(kept => kept.Id == row.Id));
        return await db.SaveChangesAsync();
    });

    /// <summary>What an edit does to the card.</summary>
    public Task EditAsync(Delivery row, string text) => ChangeAsync(row, kept => kept.Show(CardOf(kept.Id, text), text, Clock.GetUtcNow()));

    public Task<Delivery> RowAsync(Delivery row, Guid? tenant = null) =>
        InDatabase(db => db.Deliveries.AsNoTracking().SingleAsync(kept => kept.Id == row.Id), tenant);

    /// <summary>What is due is done; time passes meanwhile, for what waits inside.</summary>
    public Task WorkAsync() => PassWhileAsync(Host.AppServices.GetRequiredService<OutboxLoop>().RunOnceAsync(TestContext.Current.CancellationToken));

    protected async Task PassWhileAsync(Task round)
    {
        while (await Task.WhenAny(round, Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)) != round)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await round;
    }

    public Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return WorkAsync();
    }

    /// <summary>What people see of the card, wherever it is.</summary>
    public IReadOnlyList<Message> CardsOf(Delivery row) => Tenant.Read(content => content.Teams.SelectMany(team => team.Channels)
        .Concat<Conversation>(content.Chats)
        .SelectMany(conversation => conversation.Messages)
        .Where(message => message.DeletedAt is null && message.CardJson?.Contains(row.Id.ToString(), StringComparison.Ordinal) == true)
        .ToList());

    public static string? SaidBy(Message card) => (string?)JsonNode.Parse(card.CardJson!)!["fallbackText"];

    /// <summary>Does something at the moment when Teams has a new or changed message and the app has not heard of it yet.</summary>
    public void WhenNext(ChangeKind kind, Func<Task> act)
    {
        void Act(TenantChange change)
        {
            if (change is MessageChanged message && message.Kind == kind)
            {
                Tenant.Changed -= Act;
                Task.Run(act).Wait();
            }
        }

        Tenant.Changed += Act;
    }

    public Delivery Row(string target, string via, DeliveryPurpose purpose, Guid? person, Guid? tenant = null)
    {
        var id = Guid.NewGuid();
        var now = Clock.GetUtcNow();
        return new Delivery
        {
            Id = id,
            TenantId = tenant ?? Tenant.Id,
            Target = target,
            Purpose = purpose,
            Key = id.ToString(),
            PersonId = person,
            ViaConversationId = via,
            Card = CardOf(id, "Så här långt"),
            Summary = "Så här långt",
            CreatedAt = now,
            DueAt = now,
        };
    }

    public static string CardOf(Guid id, string text) =>
        $$$$$"""
        {"type":"AdaptiveCard","version":"1.5","lang":"sv","fallbackText":"{{{{{text}}}}}","body":[{"type":"TextBlock","text":"{{{{{text}}}}}","wrap":true}],
        "refresh":{"action":{"type":"Action.Execute","verb":"initiative.refresh","data":{"delivery":"{{{{{id}}}}}"}}}}
        """;

    private static bool IsLoop(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.ReturnType == typeof(OutboxLoop);
}
