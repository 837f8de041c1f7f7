using System.Globalization;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>
/// What was changed in a library since the last time (<em>driveItem: delta</em>): each item once, as it is now,
/// with the folders above it unless the caller wants them left out.
/// </summary>
internal static class DriveDeltaAnswers
{
    private const int Default = 200;
    private const int Largest = 1000;

    public static GraphAnswer InDrive(GraphCall call) =>
        (call.Values.TryGetValue("item", out var item) && item != "root" && !item.Equals(RootOf(call), StringComparison.Ordinal)
            ? GraphAnswer.NotHere("delta of a folder below the root")
            : null)
        ?? call.OpenDrive(out var root)
        ?? Begin(call, root, out var state)
        ?? Page(call, root, state);

    private static string? RootOf(GraphCall call) => call.Tenant.FindDrive(call["drive"])?.Drive.RootId;

    private static GraphAnswer? Begin(GraphCall call, Document root, out DriveDeltaState state)
    {
        var drive = root.Drive;
        state = new DriveDeltaState(0, drive.Sequence, null, call.Now, Default);
        if (call.Query[GraphOptions.Top] is { } top)
        {
            if (!int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked is 0 or > Largest)
            {
                return DriveErrors.Invalid("Invalid value for $top.");
            }

            state = state with { Top = asked };
        }

        if ((call.Values.TryGetValue("token", out var written) ? written : call.Query.Token) is not { Length: > 0 } token)
        {
            return null;
        }

        if (token == "latest")
        {
            state = state with { Since = drive.Sequence };
            return null;
        }

        if (DateTimeOffset.TryParse(token, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && token.Contains('T', StringComparison.Ordinal))
        {
            state = state with { Since = drive.Items.Values.Where(item => item.ModifiedAt <= moment).Select(item => item.Sequence).DefaultIfEmpty().Max() };
            return null;
        }

        if (DriveDeltaState.Parse(token) is not { } kept)
        {
            return DriveErrors.Invalid("Invalid delta token.");
        }

        if (kept.At < call.Tenant.DeltaTokensSince)
        {
            return DriveErrors.Resync($"{call.Root}/drives/{Uri.EscapeDataString(drive.Id)}/root/delta?token=");
        }

        state = kept.After is null ? kept with { Until = drive.Sequence, At = call.Now, Top = state.Top == Default ? kept.Top : state.Top } : kept;
        return null;
    }

    private static GraphAnswer Page(GraphCall call, Document root, DriveDeltaState state)
    {
        var all = Changed(call, root.Drive, state);
        var rest = state.After is { } last ? [.. all.Where(change => change.CompareTo(last) > 0)] : all;
        var page = rest.Take(state.Top).ToList();
        var body = new JsonObject { ["@odata.context"] = call.Context("Collection(driveItem)") };
        var link = $"{call.Root}/drives/{Uri.EscapeDataString(root.Drive.Id)}/root/delta?{Carried(call)}token=";
        if (page.Count < rest.Count)
        {
            body["@odata.nextLink"] = link + (state with { After = page[^1] }).ToToken();
        }
        else
        {
            body["@odata.deltaLink"] = link + (state with { Since = state.Until, After = null }).ToToken();
        }

        var items = new JsonArray();
        foreach (var change in page)
        {
            var json = Json(call, root with { Item = root.Drive.Items[change.Id] });
            if (DriveItemJson.Narrow(call, json) is { } refusal)
            {
                return refusal;
            }

            items.Add(json);
        }

        body["value"] = items;
        return GraphAnswer.Ok(body);
    }

    /// <summary>In order of the latest change; a folder stands before what lies in it.</summary>
    private static List<DriveDeltaMark> Changed(GraphCall call, Drive drive, DriveDeltaState state)
    {
        var marks = new Dictionary<string, DriveDeltaMark>(StringComparer.Ordinal);
        foreach (var item in drive.Items.Values.Where(item => item.Sequence > state.Since && item.Sequence <= state.Until && (state.Since > 0 || item.DeletedAt is null)))
        {
            var upwards = drive.Upwards(item).ToList();
            for (var i = 0; i < upwards.Count && (i == 0 || call.Request is not { ExcludesParents: true }); i++)
            {
                var mark = new DriveDeltaMark(item.Sequence, upwards.Count - i, upwards[i].Id);
                // A folder comes with the first change below it, so that nobody meets an item before its folder.
                if (!marks.TryGetValue(mark.Id, out var known) || known.Sequence > mark.Sequence)
                {
                    marks[mark.Id] = mark;
                }
            }
        }

        return [.. marks.Values.Order()];
    }

    private static JsonObject Json(GraphCall call, Document document) => document.Item.DeletedAt is null
        ? DriveItemJson.Of(call, document)
        // Of what is gone only where it was: "name" and the rest are not returned.
        : new JsonObject
        {
            ["id"] = document.Item.Id,
            ["parentReference"] = new JsonObject
            {
                ["driveType"] = DriveAnswers.TypeOf(document.Site),
                ["driveId"] = document.Drive.Id,
                ["id"] = document.Item.ParentId,
                ["siteId"] = document.Site.GraphId,
            },
            ["deleted"] = new JsonObject { ["state"] = "deleted" },
        };

    private static string Carried(GraphCall call) =>
        call.Query[GraphOptions.Select] is { } select ? $"$select={Uri.EscapeDataString(select)}&" : "";
}
