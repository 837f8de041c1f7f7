using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Seed;

public sealed class TenantStoreTests : IDisposable
{
    private static readonly string Channel = SeedIds.Channel("gata/parker");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tillit-store-");

    private string Saved => Path.Combine(folder.FullName, "tenant.json");

    [Fact]
    public void A_second_start_finds_what_the_first_one_changed()
    {
        string id;
        using (var first = Open())
        {
            Assert.True(first.IsNew);
            id = first.Tenant.Post(Channel, null, SeedIds.Person("johan"), "<p>Grusat klart ☃ åäö</p>", "Ämne", """{"type":"AdaptiveCard"}""").Id;
            first.Tenant.React(Channel, id, "👍");
            first.Tenant.RemoveApp(SeedIds.Team("gata"));
        }

        using var second = Open();
        Assert.False(second.IsNew);
        var (message, team) = second.Tenant.Read(content => (content.FindConversation(Channel)!.Messages[^1], content.FindTeam(SeedIds.Team("gata"))!));
        Assert.Equal((id, "<p>Grusat klart ☃ åäö</p>", "Ämne", """{"type":"AdaptiveCard"}"""), (message.Id, message.Html, message.Subject, message.CardJson));
        Assert.Equal(1, message.Reactions["👍"]);
        Assert.False(team.AppInstalled);
    }

    [Fact]
    public void Subscriptions_outlive_a_restart()
    {
        var made = new ChangeSubscription
        {
            Id = Guid.NewGuid(),
            Resource = $"/teams/{SeedIds.Team("gata")}/channels/{Channel}/messages",
            ConversationId = Channel,
            ChangeType = "updated,deleted",
            ClientState = "hemligt",
            NotificationUrl = new Uri("http://localhost:1/changes"),
            LifecycleNotificationUrl = new Uri("http://localhost:1/lifecycle"),
            ExpiresAt = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.Zero),
            ApplicationId = "app",
            AuthorizedUntil = new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero),
        };
        using (var first = Open())
        {
            first.Tenant.Change(content =>
            {
                content.Subscriptions.Add(made);
                return new SubscriptionChanged(made.Id, ChangeKind.Created);
            });
        }

        using var second = Open();
        Assert.Equivalent(made, Assert.Single(second.Tenant.Read(content => content.Subscriptions)), strict: true);
    }

    [Fact]
    public void All_of_the_tenant_is_kept()
    {
        using (Open())
        {
        }

        var before = File.ReadAllText(Saved);
        using (var store = Open())
        {
            store.Tenant.Change(_ => new TeamChanged(store.Tenant.Read(content => content.Teams[0]), ChangeKind.Updated));
        }

        Assert.Equal(before, File.ReadAllText(Saved));
    }

    [Fact]
    public async Task A_change_is_saved_soon_without_closing()
    {
        using var store = Open();
        store.Tenant.Post(Channel, null, SeedIds.Person("johan"), "<p>Snart på plats</p>");

        await Until(() => File.ReadAllText(Saved).Contains("Snart på plats", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_file_is_whole_at_every_moment_while_people_write()
    {
        using var store = Open();
        var cancel = TestContext.Current.CancellationToken;
        var writing = Task.Run(async () =>
        {
            for (var count = 0; count < 40; count++)
            {
                store.Tenant.Post(Channel, null, SeedIds.Person("johan"), $"<p>{count}</p>");
                await Task.Delay(20, cancel);
            }
        }, cancel);

        while (!writing.IsCompleted)
        {
            Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(Saved, cancel)));
        }

        await writing;
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{ "id": "00000000-""")]
    public void What_a_killed_process_left_half_written_is_not_read(string halfWritten)
    {
        using (var first = Open())
        {
            first.Tenant.Post(Channel, null, SeedIds.Person("johan"), "<p>Kvar</p>");
        }

        File.WriteAllText($"{Saved}.new", halfWritten);

        using var second = Open();
        Assert.Equal("<p>Kvar</p>", second.Tenant.Read(content => content.FindConversation(Channel)!.Messages[^1].Html));
    }

    [Fact]
    public void A_reset_begins_anew_and_leaves_other_files_alone()
    {
        using (var first = Open())
        {
            first.Tenant.Post(Channel, null, SeedIds.Person("johan"), "<p>Borta sedan</p>");
        }

        var (database, own) = (Path.Combine(folder.FullName, "tillitteams.db-wal"), Path.Combine(folder.FullName, "anteckningar.txt"));
        File.WriteAllText(database, "");
        File.WriteAllText(own, "");

        using var second = Open(reset: true);
        Assert.True(second.IsNew);
        Assert.DoesNotContain("Borta sedan", File.ReadAllText(Saved), StringComparison.Ordinal);
        Assert.False(File.Exists(database));
        Assert.True(File.Exists(own));
    }

    [Fact]
    public void A_file_that_is_no_tenant_is_reported_and_left_as_it_is()
    {
        File.WriteAllText(Saved, """{ "id": 1 }""");

        var error = Assert.Throws<InvalidDataException>(() => Open());

        Assert.Contains("--reset", error.Message, StringComparison.Ordinal);
        Assert.Equal("""{ "id": 1 }""", File.ReadAllText(Saved));
    }

    [Fact]
    public void Without_a_folder_nothing_is_kept()
    {
        using (var first = TenantStore.Open(new SandboxSettings()))
        {
            first.Tenant.Post(Channel, null, SeedIds.Person("johan"), "<p>Bara här</p>");
        }

        using var second = TenantStore.Open(new SandboxSettings());
        Assert.True(second.IsNew);
        Assert.NotEqual("<p>Bara här</p>", second.Tenant.Read(content => content.FindConversation(Channel)!.Messages[^1].Html));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task Until(Func<bool> holds)
    {
        for (var left = 250; !holds(); left--)
        {
            Assert.True(left > 0, "It did not happen in five seconds.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private TenantStore Open(bool reset = false) => TenantStore.Open(new SandboxSettings { DataDirectory = folder.FullName, Reset = reset });
}
