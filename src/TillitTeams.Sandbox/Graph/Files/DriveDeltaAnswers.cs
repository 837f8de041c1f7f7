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
            return DriveErrors.Resync($"{call.Root}/drives/{Uri.EscapeDataString(drive.Id)}/root/delta?{Carried(call)}token=");
        }

        state = kept.After is null ? kept with { Until = drive.Sequence, At = call.Now, Top = state.Top == Default ? kept.Top : state.Top } : kept;
        return null;
    }

    private static GraphAnswer Page(GraphCall call, Document root, DriveDeltaState state)
    {
        var next = Next(call, root.Drive, state);
        var page = next.Take(state.Top).ToList();
        var body = new JsonObject { ["@odata.context"] = call.Context("Collection(driveItem)") };
        var link = $"{call.Root}/drives/{Uri.EscapeDataString(root.Drive.Id)}/root/delta?{Carried(call)}token=";
        if (page.Count < next.Count)
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

    /// <summary>
    /// What follows the last page, in order of the change; a folder comes with the first change below it, so that nobody
    /// meets an item before its folder. Reaches beyond the page if there is more, and not far: a library may hold tens of thousands.
    /// </summary>
    private static List<DriveDeltaMark> Next(GraphCall call, Drive drive, DriveDeltaState state)
    {
        // Only folders are told of with others.
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in drive.Items.Values.Where(item => IsTold(item, state) && Concerns(item, state)))
        {
            Tell(call, drive, item, told);
        }

        // The first ones by the change, without putting all in order.
        var first = new PriorityQueue<DriveItem, long>();
        foreach (var item in drive.Items.Values.Where(item => Concerns(item, state) && !IsTold(item, state) && !told.Contains(item.Id)))
        {
            if (first.Count <= state.Top)
            {
                first.Enqueue(item, -item.Sequence);
            }
            else
            {
                first.EnqueueDequeue(item, -item.Sequence);
            }
        }

        var marks = new List<DriveDeltaMark>();
        foreach (var (item, _) in first.UnorderedItems.OrderBy(waiting => waiting.Element.Sequence))
        {
            var upwards = drive.Upwards(item).Take(WithParents(call) ? int.MaxValue : 1).ToList();
            marks.AddRange(upwards.Select((each, above) => new DriveDeltaMark(item.Sequence, upwards.Count - above, each.Id)).Where(mark => told.Add(mark.Id)));
        }

        return [.. marks.Where(mark => state.After is null || mark.CompareTo(state.After) > 0).Order()];
    }

    private static bool Concerns(DriveItem item, DriveDeltaState state) =>
        item.Sequence > state.Since && item.Sequence <= state.Until && (state.Since > 0 || item.DeletedAt is null);

    /// <summary>Whether it was on an earlier page.</summary>
    private static bool IsTold(DriveItem item, DriveDeltaState state) =>
        state.After is { } last && (item.Sequence < last.Sequence || item.Id == last.Id);

    private static void Tell(GraphCall call, Drive drive, DriveItem item, HashSet<string> told)
    {
        if (item.Kind == DriveItemKind.Folder)
        {
            told.Add(item.Id);
        }

        // Whoever has been told of a folder has been told of those above it.
        for (var above = item.ParentId; above is not null && WithParents(call) && told.Add(above);)
        {
            above = drive.Items[above].ParentId;
        }
    }

    private static bool WithParents(GraphCall call) => call.Request is not { ExcludesParents: true };

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
