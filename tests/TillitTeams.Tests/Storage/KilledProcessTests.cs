using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage;

public sealed class KilledProcessTests : IDisposable
{
    private const int Kills = 3;

    private readonly string folder = Directory.CreateTempSubdirectory("tillit-kill-").FullName;
    private readonly Random random = new(84);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_link_that_was_confirmed_survives_a_process_killed_in_the_middle_of_writes()
    {
        var confirmed = new HashSet<string>(StringComparer.Ordinal);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var vadstena = await LocalTenantProcess.StartAsync(folder, TestContext.Current.CancellationToken);
            var tagging = Task.WhenAll(Messages().Select(message => Tag(vadstena.Client, message, confirmed)));
            while (!tagging.IsCompleted && confirmed.Count < (kill + 1) * 4)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 10)), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            vadstena.Kill();
            await tagging;
        }

        using (await LocalTenantProcess.StartAsync(folder, TestContext.Current.CancellationToken))
        {
        }

        Assert.NotEmpty(confirmed);
        await using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "tillitteams.db")}");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["ok"], await Column(database, "PRAGMA integrity_check"));
        var stored = await Column(database, "SELECT Message_MessageId FROM Links JOIN LinkGoals ON LinkGoals.LinkId = Links.Id");
        Assert.Distinct(stored);
        Assert.Superset(confirmed, stored.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>All that Lena may tag, as the tenant keeps it between its starts.</summary>
    private IEnumerable<(string Conversation, string Message)> Messages() =>
        from team in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tenant.json")))!["teams"]!.AsArray()
        where (string?)team["key"] is "omsorg" or "kansli"
        from channel in team["channels"]!.AsArray()
        from message in channel["messages"]!.AsArray()
        select ((string)channel["id"]!, (string)message["id"]!);

    private static async Task Tag(Uri client, (string Conversation, string Message) message, HashSet<string> confirmed)
    {
        using var http = new HttpClient { BaseAddress = client, DefaultRequestHeaders = { { "X-Sandbox-Person", "lena" } } };
        try
        {
            using var answer = await http.PostAsJsonAsync("client/invoke", new JsonObject
            {
                ["kind"] = "submitAction",
                ["locale"] = "sv-SE",
                ["theme"] = "light",
                ["conversationId"] = message.Conversation,
                ["messageId"] = message.Message,
                ["commandId"] = "linkToGoal",
                ["data"] = new JsonObject { ["verb"] = "linkToGoal", ["goals"] = "hallbar", ["principles"] = "tillit" },
            });
            var reply = await answer.Content.ReadFromJsonAsync<JsonObject>();
            if ((int?)reply?["status"] == 200 && reply["body"]!.ToJsonString().Contains("linkToGoal.remove", StringComparison.Ordinal))
            {
                lock (confirmed)
                {
                    confirmed.Add(message.Message);
                }
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or SocketException)
        {
            // Killed before it answered, or while it was being called: nothing was promised.
        }
    }

    private static async Task<List<string>> Column(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
