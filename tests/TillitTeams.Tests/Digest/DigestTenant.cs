using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TillitTeams.Digest;
using TillitTeams.Digest.Calendar;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Outbox;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>A tenant in which letters are written and delivered when the test says so.</summary>
public sealed class DigestTenant : OutboxTenant
{
    protected override SandboxSettings Settings => base.Settings with
    {
        ConfigureApp = builder =>
        {
            base.Settings.ConfigureApp!(builder);
            builder.Services.Remove(builder.Services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "QuartzHostedService"));
        },
    };

    /// <summary>The clock stands at this time of this week where the municipality lies.</summary>
    internal DigestTime NextFriday => Host.AppServices.GetRequiredService<DigestCalendar>().FirstAfter(Clock.GetUtcNow(), DayOfWeek.Friday, new TimeOnly(8, 30));

    /// <summary>The next letter is due, and what is due is written and delivered.</summary>
    public async Task SendAsync(string target)
    {
        Clock.Advance((await SubscriptionAsync(target))!.NextAt - Clock.GetUtcNow());
        await RoundAsync();
    }

    public async Task RoundAsync()
    {
        await PassWhileAsync(ActivatorUtilities.CreateInstance<SendDigestsJob>(Host.AppServices).RunOnceAsync(TestContext.Current.CancellationToken));
        await WorkAsync();
    }

    public Task<DigestSubscription?> SubscriptionAsync(string target) => InDatabase(db => db.DigestSubscriptions.AsNoTracking()
        .Include(row => row.Goals)
        .Include(row => row.Teams)
        .FirstOrDefaultAsync(row => row.Target == target));

    public Task<List<Delivery>> LettersAsync(string target) => InDatabase(db => db.Deliveries.AsNoTracking()
        .Where(row => row.Target == target && row.Purpose == DeliveryPurpose.Digest)
        .OrderBy(row => row.Key)
        .ToListAsync());

    /// <summary>The letters that people see in the channel, oldest first.</summary>
    public IReadOnlyList<Dialog> Seen(Conversation conversation) => Tenant.Read(_ => conversation.Messages
        .Where(message => message.DeletedAt is null && message.CardJson?.Contains("digest.answer", StringComparison.Ordinal) == true)
        .Select(message => new Dialog("", JsonNode.Parse(message.CardJson!)!.AsObject()))
        .ToList());

    /// <summary>A button is pressed on a card in the conversation.</summary>
    public async Task<BotReply> PressAsync(string person, Conversation conversation, string verb, JsonObject? data = null, string language = "sv")
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data ?? [] };
        var card = Host.Activities.CardAction(Person(person), conversation.Id, conversation.Messages.Count > 0 ? conversation.Messages[0].Id : "1", action, new ClientState(language));
        var reply = await Host.Bot.SendAsync(card, TestContext.Current.CancellationToken);
        Assert.Equal(200, reply.Status);
        return reply;
    }

    public static async Task<Dialog> ShownAsync(Task<BotReply> reply) => new("", (await reply).Body!["value"]!.AsObject());

    /// <summary>Somebody writes in the conversation, and it is tagged.</summary>
    public Task<Link> LinkAsync(string place, string goal, string? why)
    {
        var conversation = Conversation(place);
        var team = Tenant.Read(content => content.Teams.Single(team => team.Channels.Any(channel => channel.Id == conversation.Id)));
        var message = Tenant.Post(conversation.Id, null, Person("karin").Id, $"<p>Samtalet i {place}</p>");
        var source = MessageSource.InChannel(team.Id.ToString(), conversation.Id, message.Id, null);
        return AddAsync(goal, why, new Link
        {
            SourceKey = source.Key,
            Message = source,
            ContainerId = source.ContainerId,
            WebUrl = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(conversation.Id)}/{source.MessageId}",
            Title = $"Samtalet i {place}",
            PlaceName = place,
            Id = Guid.CreateVersion7(),
            TenantId = Tenant.Id,
            TaggedById = Person("karin").Id,
            OccurredAt = Clock.GetUtcNow(),
            TaggedAt = Clock.GetUtcNow(),
            ChangedAt = Clock.GetUtcNow(),
            Version = Guid.NewGuid(),
        });
    }

    /// <summary>Somebody puts a file into a library, and it is tagged.</summary>
    /// <param name="name">What it is called, and how a letter tells of it.</param>
    public async Task<Document> LinkDocumentAsync(string site, string goal, string name, string folder = "root", string library = "Dokument")
    {
        var drive = SeedIds.Drive(site, library);
        var item = Tenant.UploadFile(drive, folder, name, Person("karin").Id);
        var document = Tenant.Read(content => content.FindDocument(drive, item.Id))!;
        // As the app sees it when somebody links it: only a team's own site has the team for an owner.
        var team = document.Site.Kind == SiteKind.Team ? document.Site.TeamId.ToString() : null;
        var source = new DocumentSource(drive, item.Id, document.Site.GraphId, document.Drive.ListId.ToString(), $"{item.ListItemId}", team);
        await AddAsync(goal, why: null, new Link
        {
            Kind = LinkKind.Document,
            SourceKey = source.Key,
            Document = source,
            ContainerId = source.ContainerId,
            WebUrl = document.PathUrl(),
            Title = name,
            PlaceName = site,
            Id = Guid.CreateVersion7(),
            TenantId = Tenant.Id,
            TaggedById = Person("karin").Id,
            OccurredAt = Clock.GetUtcNow(),
            TaggedAt = Clock.GetUtcNow(),
            ChangedAt = Clock.GetUtcNow(),
            Version = Guid.NewGuid(),
        });
        return document;
    }

    /// <summary>An administrator grants the app the site.</summary>
    public void Grant(string site, SiteRole role = SiteRole.Owner) => Tenant.GrantSite(site, Host.App.ClientId.ToString(), role);

    private Task<Link> AddAsync(string goal, string? why, Link link) => InDatabase(async db =>
    {
        link.Why = why;
        link.Goals.Add(new LinkGoal { TenantId = Tenant.Id, LinkId = link.Id, GoalId = (await db.Goals.SingleAsync(row => row.Code == goal)).Id });
        db.Add(link);
        await db.SaveChangesAsync();
        return link;
    });
}
