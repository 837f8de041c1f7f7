using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Storage;
using TillitTeams.Tests.Governance.Records;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;

namespace TillitTeams.Tests.Governance.Control;

/// <summary>
/// A Vadstena where Karin, who is the governance lead, and Sara, who is not, can open everything that was linked: whoever
/// counts anything for a person, a team, a channel, a goal or an initiative arrives at a number that stands nowhere else.
/// </summary>
public sealed class CountedVadstena : LocalTenant
{
    public const string Week = "2026-W48";

    /// <summary>What is seeded has more than this of each kind, and no date, time or decision a higher number.</summary>
    private const int Least = 60;

    private static readonly (string Key, int Links)[] People = [("karin", 67), ("sara", 83), ("amina", 127)];
    private static readonly (string Key, int Links)[] Channels = [("skola/allmant", 62), ("kansli/allmant", 61), ("skola/lasning", 81), ("bibliotek/allmant", 73)];
    private static readonly (string Key, int Links)[] Goals = [("vaxande", 64), ("attraktiv", 124), ("hallbar", 89)];
    private static readonly (string Key, int Links)[] Principles = [("transparens", 66), ("kvalitet", 85), ("tillit", 126)];
    private static readonly int[] OfInitiatives = [74, 94, 109];

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>
        {
            ["Outbox:Interval"] = "00:10:00", ["Records:Interval"] = "00:00:00.100", ["Tagging:GraphLimit"] = "00:00:10", ["Bot:ComposeLimit"] = "00:00:10", ["Bot:InvokeLimit"] = "00:00:10",
        },
    };

    public IReadOnlyList<Initiative> Told { get; private set; } = [];

    public Guid Letter { get; } = Guid.NewGuid();

    /// <summary>Public records that Karin has taken out.</summary>
    public IReadOnlyList<Guid> Exports { get; private set; } = [];

    /// <summary>Names of what there is more and less of, each kind from the least to the most.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ByAmount =>
    [
        [.. People.OrderBy(person => person.Links).Select(person => Person(person.Key).DisplayName)],
        [.. Channels.GroupBy(channel => channel.Key.Split('/')[0]).OrderBy(team => team.Sum(channel => channel.Links)).Select(team => TeamName(team.Key))],
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Told =
        [
            await this.TellAsync("Läxhjälp", ["kansli/allmant"], AskingForSupport, contact: "sara", goals: ["hallbar"], principles: ["tillit"]),
            await this.TellAsync("Språkvän", ["bibliotek/allmant"], AskingForSupport, contact: "amina", goals: ["vaxande"], principles: ["kvalitet"]),
        ];
        await LinkAsync();
        await InDatabase(db =>
        {
            AddInitiatives(db);
            AddSteps(db, Told[0].Id, "sara", followers: 79, offers: 86);
            AddSteps(db, Told[1].Id, "amina", followers: 97, offers: 107);
            Add(db, 93, _ => Card(Told[0], DeliveryState.Failed));
            Add(db, 99, _ => new AuditEvent { Id = Guid.NewGuid(), TenantId = Tenant.Id, At = Now, PersonId = Person("karin").Id, Action = AuditAction.LinkChanged, RowId = Told[0].Id });
            Add(db, 87, _ => new AuditEvent { Id = Guid.NewGuid(), TenantId = Tenant.Id, At = Now, PersonId = Person("sara").Id, Action = AuditAction.LinkChanged, RowId = Told[1].Id });
            Add(db, 68 + 78, at => new DigestAnswer { Id = Guid.NewGuid(), TenantId = Tenant.Id, Week = Week, WasUseful = at < 68 });
            var letter = Card(null, DeliveryState.Delivered);
            db.Add(letter);
            return db.SaveChangesAsync();
        });
        using var registrar = new Registrar(this);
        Exports =
        [
            await registrar.OrderAsync(Registrar.OfGoal("hallbar")), await registrar.OrderAsync(Registrar.OfInitiative(Told[0].Id)), await registrar.OrderAsync(Registrar.Always),
        ];
        foreach (var export in Exports)
        {
            await registrar.WaitForAsync(export, RecordState.Ready);
        }
    }

    /// <summary>How many there are now of anything that a person, a team, a channel, a goal, a principle or an initiative could be counted by.</summary>
    public Task<IReadOnlySet<int>> AmountsAsync() => InDatabase(async db =>
    {
        var links = await db.Links.AsNoTracking().ToListAsync();
        var steps = await db.InitiativeEvents.AsNoTracking().ToListAsync();
        var channels = await db.InitiativeChannels.AsNoTracking().ToListAsync();
        var counted = new[]
        {
            Count(links, link => link.TaggedById), Count(links, link => link.ContainerId), Count(links, link => link.PlaceId), Count(links, link => link.InitiativeId),
            Count(await db.LinkGoals.ToListAsync(), tag => tag.GoalId), Count(await db.LinkPrinciples.ToListAsync(), tag => tag.PrincipleId),
            Count(await db.InitiativeFollowers.ToListAsync(), follower => follower.InitiativeId), Count(steps, step => step.ById), Count(steps, step => step.InitiativeId),
            Count(channels, channel => channel.TeamId), Count(channels, channel => channel.ChannelId), Count(await db.Initiatives.ToListAsync(), initiative => initiative.ContactId),
            Count(await db.Deliveries.ToListAsync(), card => (card.Target, card.State)), Count(await db.AuditEvents.ToListAsync(), noted => noted.PersonId),
            Count(await db.DigestAnswers.ToListAsync(), answer => answer.WasUseful), [links.Count],
        };
        return (IReadOnlySet<int>)counted.SelectMany(count => count).Where(count => count > Least).ToHashSet();
    });

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static IEnumerable<int> Count<TRow, TKey>(IEnumerable<TRow> rows, Func<TRow, TKey> by) => rows.GroupBy(by).Select(group => group.Count());

    private static void Add<TRow>(TillitDb db, int count, Func<int, TRow> row)
        where TRow : class => db.AddRange(Enumerable.Range(0, count).Select(row));

    private static void AskingForSupport(Initiative initiative) => (initiative.SupportAsked, initiative.SupportAskedAt) = ("Någon som har tid.", initiative.StartedAt);

    /// <summary>Whose the link is with this number, when each has as many as is said.</summary>
    /// <param name="step">Without a common divisor with the number of links: each kind is dealt in another order.</param>
    private static string Deal((string Key, int Links)[] among, int number, int step)
    {
        var total = among.Sum(one => one.Links);
        var left = number * step % total;
        return among.First(one => (left -= one.Links) < 0).Key;
    }

    private string TeamName(string key) => Tenant.Read(content => content.Teams.Single(team => team.Key == key).DisplayName);

    private Task<int> LinkAsync() => InDatabase(async db =>
    {
        var goals = await db.Goals.ToDictionaryAsync(goal => goal.Code, goal => goal.Id);
        var principles = await db.Principles.ToDictionaryAsync(principle => principle.Code, principle => principle.Id);
        var initiatives = new (string Key, int Links)[] { (Told[0].Id.ToString(), OfInitiatives[0]), (Told[1].Id.ToString(), OfInitiatives[1]), ("", OfInitiatives[2]) };
        foreach (var number in Enumerable.Range(0, People.Sum(person => person.Links)))
        {
            var (channel, id) = (Conversation(Deal(Channels, number, 10)), Guid.CreateVersion7());
            var message = Tenant.Post(channel.Id, null, Person("amina").Id, "<p>Så här gick det till hos oss.</p>");
            var source = MessageSource.InChannel(this.ChannelOf(id, channel.Key).TeamId, channel.Id, message.Id, null);
            db.Add(new Link
            {
                Id = id, TenantId = Tenant.Id, SourceKey = source.Key, Message = source, ContainerId = source.ContainerId, WebUrl = "https://teams.microsoft.com/l/message/x",
                Title = "Så här gick det till hos oss.", PlaceName = channel.Key, Why = number % 2 == 0 ? "Fler får hjälp i tid." : null, TaggedById = Person(Deal(People, number, 1)).Id,
                OccurredAt = message.CreatedAt, TaggedAt = message.CreatedAt, ChangedAt = message.CreatedAt, Version = Guid.NewGuid(),
                InitiativeId = Guid.TryParse(Deal(initiatives, number, 13), out var initiative) ? initiative : null,
                Goals = [new LinkGoal { TenantId = Tenant.Id, LinkId = id, GoalId = goals[Deal(Goals, number, 17)] }],
                Principles = [new LinkPrinciple { TenantId = Tenant.Id, LinkId = id, PrincipleId = principles[Deal(Principles, number, 29)] }],
            });
        }

        return await db.SaveChangesAsync();
    });

    /// <summary>One team has many, and one person is the contact of all.</summary>
    private void AddInitiatives(TillitDb db) => Add(db, 69, _ =>
    {
        var id = Guid.CreateVersion7();
        return new Initiative
        {
            Id = id, TenantId = Tenant.Id, Title = "Öppet hus", StartedAt = Now, ChangedAt = Now, ContactId = Person("karin").Id, ContactName = Person("karin").DisplayName,
            Version = Guid.NewGuid(), Channels = [this.ChannelOf(id, "bibliotek/allmant", isHome: true)],
        };
    });

    private void AddSteps(TillitDb db, Guid initiative, string by, int followers, int offers)
    {
        Add(db, followers, _ => new InitiativeFollower
        {
            TenantId = Tenant.Id, InitiativeId = initiative, UserId = Guid.NewGuid(), Since = DateTimeOffset.MaxValue, NextTryAt = DateTimeOffset.MaxValue,
        });
        Add(db, offers, at => new InitiativeEvent
        {
            Id = Guid.NewGuid(), TenantId = Tenant.Id, InitiativeId = initiative, At = Now.AddSeconds(-at - 1), ById = Person(by).Id, ByName = Person(by).DisplayName,
            Kind = at % 2 == 0 ? InitiativeEventKind.SupportOffered : InitiativeEventKind.Edited, Field = at % 2 == 0 ? null : InitiativeField.What, Before = "Förr", After = "Nu",
        });
    }

    private Delivery Card(Initiative? about, DeliveryState state)
    {
        var channel = SeedIds.Channel("kansli/allmant");
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5" };
        return new Delivery
        {
            Id = about is null ? Letter : Guid.NewGuid(), TenantId = Tenant.Id, Target = channel, ViaConversationId = channel, InitiativeId = about?.Id, Card = card.ToJsonString(), Summary = "Hej",
            Purpose = about is null ? DeliveryPurpose.Digest : DeliveryPurpose.InitiativeSupport, Key = about is null ? Week : Guid.NewGuid().ToString(), State = state,
            Reason = state == DeliveryState.Failed ? DeliveryReason.Refused : null, CreatedAt = Now, DueAt = DateTimeOffset.MaxValue, FailedAt = Now,
        };
    }
}
