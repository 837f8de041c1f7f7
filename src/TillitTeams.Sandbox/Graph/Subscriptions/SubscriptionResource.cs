using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Graph.Files;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>The messages of one channel or one chat, or everything in one drive, as a subscription names them.</summary>
/// <param name="Values">The ids in it, by the names that <see cref="GraphRoutes"/> gives them.</param>
internal sealed partial record SubscriptionResource(GraphPermissions Needed, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The channel, the chat or the drive.</summary>
    public string ConversationId => Values.TryGetValue("chat", out var chat) ? chat : Values.TryGetValue("drive", out var drive) ? drive : Values["channel"];

    /// <summary>As <see cref="GraphRoutes"/> would name it.</summary>
    public string Template => IsDrive ? "/drives/{drive}/root"
        : Values.ContainsKey("chat") ? "/chats/{chat}/messages" : "/teams/{team}/channels/{channel}/messages";

    public bool IsDrive => Values.ContainsKey("drive");

    /// <returns>Null when it is none that the tenant knows.</returns>
    public static SubscriptionResource? Parse(string resource) =>
        Channel().Match(resource) is { Success: true } channel
            ? new SubscriptionResource(GraphPermissions.ChannelSubscription, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["team"] = Uri.UnescapeDataString(channel.Groups["team"].Value),
                ["channel"] = Uri.UnescapeDataString(channel.Groups["channel"].Value),
            })
        : Chat().Match(resource) is { Success: true } chat
            ? new SubscriptionResource(GraphPermissions.ChatSubscription, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["chat"] = Uri.UnescapeDataString(chat.Groups["chat"].Value),
            })
        : Drive().Match(resource) is { Success: true } drive
            ? new SubscriptionResource(FilePermissions.Subscribe, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["drive"] = Uri.UnescapeDataString(drive.Groups["drive"].Value),
            })
        : null;

    [GeneratedRegex(@"^/?drives(/|\(')(?<drive>[^/')]+)('\))?/root$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Drive();

    [GeneratedRegex(
        @"^/?teams(/|\(')(?<team>[^/')]+)('\))?/channels(/|\(')(?<channel>[^/')]+)('\))?/messages$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Channel();

    [GeneratedRegex(
        @"^/?chats(/|\(')(?<chat>[^/')]+)('\))?/messages$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Chat();
}
