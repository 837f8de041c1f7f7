using Microsoft.Extensions.Time.Testing;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Goals;

public sealed class LongChatTests(LongChatTests.OnAClock vadstena) : IClassFixture<LongChatTests.OnAClock>
{
    [Fact]
    public async Task Links_far_apart_in_a_long_chat_are_all_shown()
    {
        var chat = vadstena.Conversation("chat/sommarpraktik");
        var messages = Enumerable.Range(0, 130).Select(_ => Post(chat)).ToList();
        Message[] linked = [messages[0], messages[1], messages[64], messages[65], messages[128], messages[129]];
        await vadstena.LinkAsync(chat, linked);
        using var viewer = vadstena.AppClient("sara");

        var text = await viewer.ReadToTheEndAsync("goal/hallbar");

        Assert.All(linked, message => Assert.True(text.Mentions(message)));
        Assert.DoesNotContain("Teams svarade inte", text, StringComparison.Ordinal);
    }

    private Message Post(Conversation chat)
    {
        vadstena.Clock.Advance(TimeSpan.FromSeconds(5));
        return vadstena.Tenant.Post(chat.Id, null, vadstena.Person("sara").Id, "<p>Hej!</p>");
    }

    public sealed class OnAClock : EverythingLinked
    {
        public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(20));

        protected override SandboxSettings Settings => base.Settings with { Clock = Clock };
    }
}
