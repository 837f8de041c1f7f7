namespace TillitTeams.Teams;

internal static class InvokeNames
{
    public const string FetchDialog = "composeExtension/fetchTask";
    public const string SubmitDialog = "composeExtension/submitAction";
    public const string CardAction = "adaptiveCard/action";
    public const string FetchTask = "task/fetch";
    public const string SubmitTask = "task/submit";
    public const string Search = "composeExtension/query";
    public const string Unfurl = "composeExtension/queryLink";
}

/// <summary>The events that can be routed, named by type and what happened.</summary>
public static class EventNames
{
    /// <summary>Somebody wrote to the bot.</summary>
    public const string Message = "message";

    /// <summary>Somebody wrote these words to the bot, and nothing else.</summary>
    public static string Words(string words) => $"{Message} {words}";

    public const string Installed = "installationUpdate/add";
    public const string Upgraded = "installationUpdate/add-upgrade";
    public const string Uninstalled = "installationUpdate/remove";

    public const string BotAdded = "conversationUpdate/botAdded";
    public const string BotRemoved = "conversationUpdate/botRemoved";
    public const string ChannelCreated = "conversationUpdate/channelCreated";
    public const string ChannelRenamed = "conversationUpdate/channelRenamed";
    public const string ChannelDeleted = "conversationUpdate/channelDeleted";
    public const string ChannelRestored = "conversationUpdate/channelRestored";
    public const string TeamRenamed = "conversationUpdate/teamRenamed";
    public const string TeamArchived = "conversationUpdate/teamArchived";
    public const string TeamUnarchived = "conversationUpdate/teamUnarchived";
    public const string TeamDeleted = "conversationUpdate/teamDeleted";
    public const string TeamHardDeleted = "conversationUpdate/teamHardDeleted";
    public const string TeamRestored = "conversationUpdate/teamRestored";

    internal static string Of(Activity activity) => activity.Type switch
    {
        "installationUpdate" => $"{activity.Type}/{activity.Action}",
        "conversationUpdate" when IsTheBot(activity.MembersAdded, activity) => BotAdded,
        "conversationUpdate" when IsTheBot(activity.MembersRemoved, activity) => BotRemoved,
        "conversationUpdate" => $"{activity.Type}/{activity.ChannelData?.EventType}",
        _ => activity.Type ?? "",
    };

    private static bool IsTheBot(IReadOnlyList<Account?>? members, Activity activity) =>
        members?.Any(member => member?.Id is { } id && id == activity.Recipient?.Id) == true;
}
