using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Governance;

/// <summary>The local tenant as a municipality that wrote its own file.</summary>
public abstract class OwnModel : LocalTenant
{
    private readonly string file = Path.GetTempFileName();

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Governance:ModelFile"] = file },
    };

    public override async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(file, Model().ToJsonString());
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(file);
        GC.SuppressFinalize(this);
    }

    /// <summary>The codes that the dialog offers on a message of Lena's.</summary>
    public async Task<IReadOnlyList<string>> OfferedAsync(string input, CancellationToken cancellationToken)
    {
        var channel = Conversation("omsorg/hemtjansten");
        var reply = await Host.Bot.SendAsync(
            Host.Activities.FetchTask(Person("lena"), channel.Id, channel.Messages[0].Id, "linkToGoal"), cancellationToken);
        var choices = Find(reply.Body!["task"]!["value"]!["card"]!["content"], input)!["choices"]!.AsArray();
        return [.. choices.Select(choice => (string)choice!["value"]!)];
    }

    protected abstract JsonObject Model();

    protected static JsonObject Decision(DateOnly validFrom) => new()
    {
        ["reference"] = "Kommunfullmäktige § 1",
        ["decidedOn"] = "2025-01-20",
        ["validFrom"] = validFrom.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
    };

    protected static JsonObject Item(string code, string name, JsonObject? decision = null)
    {
        var item = new JsonObject
        {
            ["code"] = code,
            ["name"] = new JsonObject { ["sv"] = name, ["en"] = name },
            ["description"] = new JsonObject { ["sv"] = $"Om {name}.", ["en"] = $"About {name}." },
        };
        if (decision is not null)
        {
            item["decision"] = decision;
        }

        return item;
    }

    private static JsonObject? Find(JsonNode? node, string id) => node switch
    {
        JsonObject found when (string?)(found["id"] as JsonValue) == id => found,
        JsonObject part => part.Select(property => Find(property.Value, id)).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select(item => Find(item, id)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
