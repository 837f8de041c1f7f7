using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>
/// Vadstena some weeks in: everybody has told something, and Karin has linked whatever was said in Kommunkansliet
/// so that a page is not enough. Its tests leave what others read as it was.
/// </summary>
public sealed class ToldVadstena(Chromium chromium) : Vadstena(chromium)
{
    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?> { ["Records:Interval"] = "00:00:00.200", ["Records:RetryAfter"] = "00:00:02" },
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var story in Stories.All)
        {
            await LinkAsync(story.Who, story.Channel, this.MessageOf(story), story.Goals, story.Principles, story.Why);
        }

        foreach (var message in this.MessagesIn("kansli/allmant").Where(message => message.FromPerson is not null && message.ReplyToId is not null))
        {
            await LinkAsync("karin", "kansli/allmant", message, ["vaxande"], ["transparens"], "");
        }

        await this.FailCardsAsync();
        await this.TakeOutAsync();
    }

    /// <summary>Links without the browser, which has tests of its own.</summary>
    private async Task LinkAsync(
        string who, string channel, Sandbox.Tenant.Message message, IEnumerable<string> goals, IEnumerable<string> principles, string why)
    {
        using var client = Sandbox.CreateAppClient(Person(who));
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("url", this.LinkTo(channel, message)),
            .. goals.Select(goal => KeyValuePair.Create("goals", goal)),
            .. principles.Select(principle => KeyValuePair.Create("principles", principle)),
            KeyValuePair.Create("why", why),
        ]);
        using var answer = await client.PostAsync("/views/link", form);
        Assert.Contains("data-post-form", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        answer.EnsureSuccessStatusCode();
    }
}

[CollectionDefinition(Name)]
public sealed class Told : ICollectionFixture<ToldVadstena>
{
    public const string Name = "Vadstena some weeks in";
}
