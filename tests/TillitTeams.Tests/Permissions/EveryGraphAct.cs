using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Initiatives;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.Documents;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Permissions;

/// <summary>Does once, in a tenant where all is as it should be, everything for which the product asks Graph something.</summary>
internal sealed class EveryGraphAct(LibraryTenant vadstena)
{
    private const string Channel = "skola/allmant";
    private const string Chat = "chat/sommarpraktik";

    public async Task DoAsync()
    {
        await LinkConversationsAsync();
        await LookAsync();
        await LinkDocumentsAsync();
        await WriteColumnsAsync();
        await PreviewAsync();
        await FollowAsync();
        await TellFollowersAsync();
        await LookForCardAsync();
        await EndAsync();
    }

    private async Task LinkConversationsAsync()
    {
        var root = vadstena.Write(Channel, "amina", "<p>Ett</p>");
        var reply = new Spot(root.Conversation, vadstena.Tenant.Post(root.Conversation.Id, root.Message.Id, vadstena.Person("amina").Id, "<p>Svar</p>"));
        Spot[] inTeams = [root, reply, vadstena.Write(Channel, "amina", "<p>Två</p>"), vadstena.Write(Chat, "amina", "<p>Tre</p>"), vadstena.Write(Chat, "sara", "<p>Fyra</p>")];
        foreach (var spot in inTeams)
        {
            await vadstena.LinkAsync(spot);
        }

        // In places with no other link, so that the goal's page asks for each by itself.
        var alone = vadstena.Reply("skola/lasning");
        Spot[] inTab = [vadstena.Root("skola/elevhalsa"), alone, vadstena.Root("chat/sara-amina")];
        foreach (var spot in inTab)
        {
            var form = await TabForm.OpenAsync(vadstena, "amina", vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message)));
            await form.PressAsync("Koppla", ("goals", ["hallbar"]));
        }
    }

    private async Task LookAsync()
    {
        await vadstena.PageAsync();
        var (team, channel) = vadstena.Tenant.Read(content => content.FindChannel(vadstena.Conversation(Channel).Id)!.Value);
        using var viewer = vadstena.AppClient("amina");
        await viewer.ReadAsync($"views/channel?team={team.Id}&channel={Uri.EscapeDataString(channel.Id)}&goal=hallbar");
        await viewer.ReadAsync("views/documents?q=rutin");
    }

    private async Task LinkDocumentsAsync()
    {
        await vadstena.PostAsync("karin", "views/sites/label", ("id", SensitivityLabels.Named("Sekretess").Id.ToString()), ("name", "Sekretess"));
        await vadstena.LinkAsync(vadstena.NewFile("skola", "amina"), "amina", ["hallbar"]);
        await vadstena.PageAsync();
        await TabForm.OpenAsync(vadstena, "amina", "https://motala.sharepoint.com/sites/skola/a.docx");
    }

    private async Task WriteColumnsAsync()
    {
        vadstena.Grant("skola");
        await vadstena.SitesAsync("karin");
        await vadstena.TurnAsync("skola");
        await vadstena.WorkAsync();

        // Set by hand, and the council finds another name for a goal.
        vadstena.NewFile("skola", "elin").SetGoals("elin", "Växande");
        await vadstena.InDatabase(async db =>
        {
            var goal = await db.Goals.SingleAsync(found => found.Code == "attraktiv");
            goal.Name = goal.Name with { Sv = "Lockande" };
            return await db.SaveChangesAsync();
        });
        await vadstena.WorkAsync();
    }

    /// <summary>A letter tells of a document of the team's.</summary>
    private async Task PreviewAsync() => await vadstena.PostAsync(
        "amina", "views/digest/preview", ("channel", vadstena.Conversation(Channel).Id), ("weekday", "Friday"), ("time", "08:30"), ("goals", "hallbar"));

    private async Task FollowAsync()
    {
        // A change is told of, another is missed, and one subscription was made but never noted down.
        var channel = vadstena.Conversation(Channel).Id;
        var spot = vadstena.Root(Channel);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(10));
        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Ändrat</p>");
        vadstena.Host.Subscriptions.Miss(channel);
        await vadstena.WorkAsync();
        await vadstena.InDatabase(db => db.GraphSubscriptions.Where(row => row.ConversationId == channel)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.SubscriptionId, (string?)null)));
        await vadstena.WorkAsync();

        // Each is renewed in its time.
        await vadstena.PassAsync(TimeSpan.FromDays(16), TimeSpan.FromDays(1.5));
    }

    private async Task TellFollowersAsync()
    {
        var initiative = await vadstena.TellAsync("Läxhjälp", [Channel]);
        await vadstena.InDatabase(db =>
        {
            var now = vadstena.Clock.GetUtcNow();
            db.Add(new InitiativeFollower { TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, UserId = vadstena.Person("sara").Id, Since = now.AddMinutes(-1) });
            db.Add(new InitiativeEvent
            {
                Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, At = now, ById = vadstena.Person("amina").Id, Kind = InitiativeEventKind.Learned,
            });
            return db.SaveChangesAsync();
        });
        await vadstena.Host.AppServices.GetRequiredService<FollowLoop>().RunOnceAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Nobody knows whether a card was posted in a chat.</summary>
    private async Task LookForCardAsync()
    {
        var (chat, now) = (vadstena.Conversation(Chat).Id, vadstena.Clock.GetUtcNow());
        var id = Guid.NewGuid();
        await vadstena.InDatabase(db =>
        {
            db.Add(new Delivery
            {
                Id = id, TenantId = vadstena.Tenant.Id, Target = chat, ViaConversationId = chat, Purpose = DeliveryPurpose.InitiativeStarted, Key = $"{id}",
                Card = """{"type":"AdaptiveCard","version":"1.5","lang":"sv","fallbackText":"Hej","body":[{"type":"TextBlock","text":"Hej"}]}""", Summary = "Hej",
                CreatedAt = now, DueAt = now, InDoubtSince = now,
            });
            return db.SaveChangesAsync();
        });
        for (var minute = 0; await vadstena.InDatabase(db => db.Deliveries.AnyAsync(row => row.Id == id && row.State == DeliveryState.Waiting)); minute++)
        {
            Assert.InRange(minute, 0, 500);
            vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task EndAsync()
    {
        await vadstena.InDatabase(db => db.Links.Where(link => link.Message != null).ExecuteDeleteAsync());
        await vadstena.TurnAsync("skola", "off");
        await vadstena.WorkAsync();
    }
}
