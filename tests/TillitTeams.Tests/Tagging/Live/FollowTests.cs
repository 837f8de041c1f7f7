using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.Live;

/// <summary>What happens to a message in Teams shows on its row.</summary>
public sealed class FollowTests(LiveTenant vadstena) : IClassFixture<LiveTenant>
{
    [Fact]
    public async Task An_edited_message_says_so_under_its_new_title()
    {
        var spot = await LinkedAsync("Före ändringen");

        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Efter ändringen</p>");
        await vadstena.WorkAsync();

        var link = await vadstena.LinkOf(spot);
        Assert.Equal((SourceState.Edited, "Efter ändringen"), (link.State, link.Title));
        var page = await vadstena.PageAsync();
        Assert.Contains("Ändrat sedan det kopplades", RowOf(page, link), StringComparison.Ordinal);
        Assert.Contains("Efter ändringen", RowOf(page, link), StringComparison.Ordinal);
        Assert.DoesNotContain("Före ändringen", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_message_takes_its_row_away_and_an_undeleted_one_brings_it_back()
    {
        var spot = await LinkedAsync("Ångrat meddelande");
        Assert.Contains("Ångrat meddelande", await vadstena.PageAsync(), StringComparison.Ordinal);

        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(spot)).State);
        Assert.DoesNotContain("Ångrat meddelande", await vadstena.PageAsync(), StringComparison.Ordinal);

        vadstena.Tenant.UndeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Live, (await vadstena.LinkOf(spot)).State);
        Assert.Contains("Ångrat meddelande", await vadstena.PageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reaction_changes_nothing()
    {
        var spot = await LinkedAsync("Omtyckt");
        var before = await vadstena.LinkOf(spot);

        vadstena.Tenant.React(spot.Conversation.Id, spot.Message.Id, "👍");
        await vadstena.WorkAsync();

        var after = await vadstena.LinkOf(spot);
        Assert.Equal((before.Version, before.ChangedAt, SourceState.Live, null), (after.Version, after.ChangedAt, after.State, after.CheckAt));
    }

    [Fact]
    public async Task A_reply_and_a_chat_are_followed_too()
    {
        var root = vadstena.Write("skola/lasning", "amina", "<p>Tråden</p>");
        var reply = new Spot(root.Conversation, vadstena.Tenant.Post(root.Conversation.Id, root.Message.Id, vadstena.Person("amina").Id, "<p>Svaret</p>"));
        var line = vadstena.Write("chat/sommarpraktik", "sara", "<p>Raden</p>");
        await vadstena.LinkAsync(reply);
        await vadstena.LinkAsync(line, "sara");
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));

        vadstena.Tenant.EditMessage(reply.Conversation.Id, reply.Message.Id, "<p>Svaret, ändrat</p>");
        vadstena.Tenant.DeleteMessage(line.Conversation.Id, line.Message.Id);
        await vadstena.WorkAsync();

        Assert.Equal((SourceState.Edited, "Svaret, ändrat"), (await vadstena.LinkOf(reply)) switch { var link => (link.State, link.Title) });
        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(line)).State);
    }

    [Fact]
    public async Task What_was_told_twice_or_in_reverse_order_ends_as_it_is()
    {
        var spot = await LinkedAsync("Om och om igen");
        vadstena.Host.NotificationFaults.Reverse(3);

        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        vadstena.Tenant.UndeleteMessage(spot.Conversation.Id, spot.Message.Id);
        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Till sist</p>");
        await vadstena.WorkAsync();
        vadstena.Host.NotificationFaults.Duplicate(1);
        vadstena.Tenant.React(spot.Conversation.Id, spot.Message.Id, "👍");
        await vadstena.WorkAsync();

        Assert.Equal((SourceState.Edited, "Till sist"), (await vadstena.LinkOf(spot)) switch { var link => (link.State, link.Title) });
        Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
    }

    [Fact]
    public async Task A_notification_that_comes_late_still_counts()
    {
        var spot = await LinkedAsync("Sent om sider");
        vadstena.Host.NotificationFaults.Delay(1, TimeSpan.FromMinutes(3));

        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Live, (await vadstena.LinkOf(spot)).State);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(3));
        await vadstena.WorkAsync();

        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(spot)).State);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_just_now_is_read_later()
    {
        var spot = await LinkedAsync("Läses sen");
        vadstena.Host.Faults.Unavailable(CloudService.Graph, 20, path => path.EndsWith($"/messages/{spot.Message.Id}", StringComparison.Ordinal));

        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Live, (await vadstena.LinkOf(spot)).State);
        Assert.NotNull((await vadstena.LinkOf(spot)).CheckAt);
        vadstena.Host.Faults.Clear();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(20));
        await vadstena.WorkAsync();

        Assert.Equal((SourceState.Gone, null), (await vadstena.LinkOf(spot)) switch { var link => (link.State, link.CheckAt) });
    }

    /// <summary>A message that is linked and followed, and a minute to tell what comes after.</summary>
    private async Task<Spot> LinkedAsync(string text)
    {
        var spot = vadstena.Write("skola/allmant", "amina", $"<p>{text}</p>");
        await vadstena.LinkAsync(spot);
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        return spot;
    }

    private static string RowOf(string page, Link link)
    {
        var start = page.IndexOf($"data-link=\"{link.Id}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, page);
        return page[start..page.IndexOf("</article>", start, StringComparison.Ordinal)];
    }
}
