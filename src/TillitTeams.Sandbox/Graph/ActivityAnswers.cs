using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary><em>userTeamwork: sendActivityNotification</em>: what Teams refuses is refused here.</summary>
internal static partial class ActivityAnswers
{
    private const string DeepLinks = "https://teams.microsoft.com/l/";
    private const int LongestPreview = 150;

    private static readonly string[] Languages = ["sv", "en"];

    public static GraphAnswer Send(GraphCall call)
    {
        if (!Guid.TryParse(call["user"], out var id) || call.Tenant.FindPerson(id) is not { } person)
        {
            return GraphAnswer.NotFound();
        }

        if (call.Request?.Body is not { } body || (string?)body["topic"]?["source"] is not { } source)
        {
            return GraphAnswer.BadRequest("Topic must be specified.");
        }

        if (source != "text")
        {
            return GraphAnswer.NotHere($"A topic of the source {source}");
        }

        if ((string?)body["topic"]!["value"] is not { Length: > 0 } topic
            || (string?)body["topic"]!["webUrl"] is not { } url || !url.StartsWith(DeepLinks, StringComparison.Ordinal))
        {
            return GraphAnswer.BadRequest("webUrl is required when topic source is text, and must be a Microsoft Teams deep link.");
        }

        if ((string?)body["previewText"]?["content"] is { Length: > LongestPreview })
        {
            return GraphAnswer.BadRequest($"previewText must not be longer than {LongestPreview} characters.");
        }

        var type = (string?)body["activityType"];
        var parameters = (body["templateParameters"] as JsonArray ?? []).ToDictionary(each => (string)each!["name"]!, each => (string)each!["value"]!, StringComparer.Ordinal);
        if (TemplatesOf(call.App, type) is not { Count: > 0 } templates)
        {
            return GraphAnswer.BadRequest($"Activity type '{type}' is not declared in the manifest.");
        }

        if (templates.Values.SelectMany(text => Hole().Matches(text)).Select(match => match.Groups["name"].Value).FirstOrDefault(name => name != "actor" && !parameters.ContainsKey(name)) is { } missing)
        {
            return GraphAnswer.BadRequest($"Template parameter '{missing}' is missing.");
        }

        call.Tenant.Activities.Add(new FeedActivity(
            person.Id, type!, topic, url,
            templates.ToDictionary(text => text.Key, text => Hole().Replace(text.Value, match => parameters.GetValueOrDefault(match.Groups["name"].Value, "TillitTeams")), StringComparer.Ordinal),
            (string?)body["previewText"]?["content"], call.Now));
        call.Made = new FeedChanged(person.Id);
        return GraphAnswer.Nothing;
    }

    private static Dictionary<string, string> TemplatesOf(AppRegistration app, string? type)
    {
        var types = app.Manifest["activities"]?["activityTypes"]?.AsArray() ?? [];
        var at = types.ToList().FindIndex(each => (string?)each!["type"] == type);
        return at < 0 ? [] : Languages.ToDictionary(
            language => language,
            language => language == "sv" ? (string)types[at]!["templateText"]! : (string)app.ReadStrings(language)[$"activities.activityTypes[{at}].templateText"]!,
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
