using System.Globalization;
using TillitTeams.Model;

namespace TillitTeams.Teams;

/// <summary>What an activity says, read the way Teams means it.</summary>
public static class ActivityReading
{
    private const string ThreadMark = ";messageid=";
    private const string MentionEnd = "</at>";

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    extension(Activity activity)
    {
        /// <summary>Everybody who does not use Teams in English is answered in Swedish.</summary>
        public CultureInfo Culture =>
            (activity.Locale ?? activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo")?.Locale)
                ?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true
                ? English
                : Swedish;

        /// <summary>The channel's or chat's thread id, without the thread's root.</summary>
        public string? ConversationId => activity.Conversation?.Id?.Split(ThreadMark)[0];

        /// <summary>The first message of the thread that the activity happened in; null outside threads.</summary>
        public string? ThreadRootId =>
            activity.Conversation?.Id?.Split(ThreadMark) is [_, var root, ..] ? root : null;

        /// <summary>What somebody wrote, in small letters and without the mention of the bot that a channel demands.</summary>
        public string? Words => activity.Text is { } text ? Excerpt.Of(null, text[(text.LastIndexOf(MentionEnd, StringComparison.OrdinalIgnoreCase) is >= 0 and var end ? end + MentionEnd.Length : 0)..], isHtml: false)?.ToLowerInvariant() : null;

        public bool IsInChannel =>
            activity.ChannelData?.Channel?.Id is not null || activity.Conversation?.ConversationType == "channel";

        public ConversationKind ConversationKind => activity switch
        {
            _ when activity.IsInChannel => ConversationKind.Channel,
            { Conversation.ConversationType: "personal" } => ConversationKind.Personal,
            _ => ConversationKind.GroupChat,
        };

        public Guid? TenantId => ParseId(activity.ChannelData?.Tenant?.Id);

        public Guid? UserId => ParseId(activity.From?.AadObjectId);
    }

    private static Guid? ParseId(string? text) => Guid.TryParse(text, out var id) ? id : null;
}
