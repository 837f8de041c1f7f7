using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Seed;

/// <summary>The columns that every library is born with, as far as its view shows them.</summary>
internal static class DefaultColumns
{
    public static IEnumerable<Column> Of(string siteKey, string library)
    {
        Column Make(string name, string displayName, string facet, JsonObject settings, bool isReadOnly) => new()
        {
            Id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{siteKey}/{library}/{name}")).AsSpan(0, 16)),
            Name = name,
            DisplayName = displayName,
            Facet = facet,
            Settings = settings,
            IsReadOnly = isReadOnly,
        };

        yield return Make("Title", "Rubrik", "text", new JsonObject { ["allowMultipleLines"] = false, ["linesForEditing"] = 0, ["maxLength"] = 255 }, isReadOnly: false);
        yield return Make("FileLeafRef", "Namn", "text", new JsonObject { ["allowMultipleLines"] = false, ["linesForEditing"] = 0, ["maxLength"] = 255 }, isReadOnly: false);
        yield return Make("Modified", "Ändrad", "dateTime", new JsonObject { ["displayAs"] = "default", ["format"] = "dateTime" }, isReadOnly: true);
        yield return Make("Editor", "Ändrad av", "personOrGroup", new JsonObject { ["allowMultipleSelection"] = false, ["chooseFromType"] = "peopleAndGroups" }, isReadOnly: true);
    }
}
