using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TillitTeams.Teams;

/// <summary>Finds an invoke's route and content, which stand in different places for each kind of invoke.</summary>
internal static class InvokeReading
{
    public static (string Route, Invoke Invoke) Read(Activity activity)
    {
        switch (activity.Name)
        {
            case InvokeNames.FetchDialog:
            case InvokeNames.SubmitDialog:
                var action = Read(activity, ActivityJson.Default.MessageActionValue);
                var submitted = new Invoke(activity, action?.Data ?? default, action?.MessagePayload);
                return ($"{activity.Name} {submitted.Text("verb") ?? action?.CommandId}", submitted);
            case InvokeNames.CardAction:
                var card = Read(activity, ActivityJson.Default.CardActionValue);
                return ($"{activity.Name} {card?.Action?.Verb}", new Invoke(activity, card?.Action?.Data ?? default, null));
            case InvokeNames.FetchTask:
            case InvokeNames.SubmitTask:
                var task = new Invoke(activity, Read(activity, ActivityJson.Default.TaskValue)?.Data ?? default, null);
                return ($"{activity.Name} {task.Text("verb")}", task);
            case InvokeNames.Search:
            case InvokeNames.Unfurl:
                var asked = Read(activity, ActivityJson.Default.ComposeValue);
                return (
                    activity.Name == InvokeNames.Search ? $"{activity.Name} {asked?.CommandId}" : activity.Name,
                    new Invoke(activity, default, null) { Query = new ComposeQuery(Words(asked), asked?.Url, asked?.Authentication?.Token) });
            default:
                return (activity.Name ?? "", new Invoke(activity, default, null));
        }
    }

    /// <summary>A first run, before anything is typed, has a parameter of that name instead.</summary>
    private static string? Words(ComposeValue? asked) =>
        asked?.Parameters?.FirstOrDefault(parameter => parameter is { Name: not "initialRun", Value.ValueKind: JsonValueKind.String })?.Value.GetString();

    private static TValue? Read<TValue>(Activity activity, JsonTypeInfo<TValue> type)
        where TValue : class =>
        activity.Value.ValueKind == JsonValueKind.Object ? activity.Value.Deserialize(type) : null;
}
