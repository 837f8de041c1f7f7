using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Teams;

/// <summary>Reading is case-insensitive because Teams' own samples spell <c>serviceUrl</c> in two ways.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(MessageActionValue))]
[JsonSerializable(typeof(CardActionValue))]
[JsonSerializable(typeof(TaskValue))]
[JsonSerializable(typeof(ComposeValue))]
[JsonSerializable(typeof(InvokeAnswerBody))]
[JsonSerializable(typeof(CardError))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(OutgoingActivity))]
[JsonSerializable(typeof(PostedActivity))]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(TeamDetails))]
[JsonSerializable(typeof(TeamChannels))]
[JsonSerializable(typeof(MembersPage))]
internal sealed partial class ActivityJson : JsonSerializerContext
{
    /// <summary>For what is sent: å stays one letter of two bytes, not six, and nothing of it is ever part of a page.</summary>
    public static ActivityJson Sent => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
