using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Graph;

namespace TillitTeams.Tests.Permissions;

/// <summary>The table in <c>docs/permissions.md</c>.</summary>
internal static partial class PermissionsTable
{
    public const string Person = "the person";
    public const string App = "the app";

    /// <summary>Where it is installed, and nowhere else: resource-specific consent.</summary>
    public const string AppWhereInstalled = "the app, where installed";

    public static IReadOnlyList<PermissionRow> Rows { get; } =
    [
        .. File.ReadLines(Repository.File("docs", "permissions.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => new PermissionRow(
                $"{match.Groups["call"].Value}{(match.Groups["to"].Success ? $" to {match.Groups["to"].Value}" : "")}",
                match.Groups["as"].Value,
                match.Groups["permission"] is { Success: true, Value: var permission } ? permission : null,
                match.Groups["page"].Value)),
    ];

    /// <summary>The permissions that somebody is let in by.</summary>
    public static IEnumerable<string> Of(string by) =>
        Rows.Where(row => row.As == by).Select(row => row.Permission).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Of what Graph was asked, that which the table does not have.</summary>
    public static IReadOnlyList<string> Missing(GraphRecord record) => [.. record.LetIn.Select(Text).Except(Rows.Select(Text), StringComparer.Ordinal)];

    /// <summary>A call as the table has it.</summary>
    public static string Text(GraphUse use) => Text(use.Call, AsOf(use), use.Permission);

    public static string Text(PermissionRow row) => Text(row.Call, row.As, row.Permission);

    private static string Text(string call, string by, string? permission) => $"{call} | {by} | {permission ?? "none"}";

    private static string AsOf(GraphUse use) => !use.AsApp ? Person
        : use.Permission?.Split('.')[^1] is "Group" or "Chat" or "User" ? AppWhereInstalled
        : App;

    [GeneratedRegex(@"^\| `(?<call>[A-Z]+ /[^`]*)`( to `(?<to>[^`]+)`)? \| (?<as>[^|]+) \| (`(?<permission>[^`]+)`|none) \| [^|]+ \| (?<page>[^|]+) \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}

/// <param name="Permission">Null where a token is enough.</param>
/// <param name="Page">The page of Microsoft's documentation that says so.</param>
internal sealed record PermissionRow(string Call, string As, string? Permission, string Page);
