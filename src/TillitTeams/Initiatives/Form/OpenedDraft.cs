using System.Text.Json;
using System.Text.Json.Serialization;
using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>What a form was opened with, on its way through the browser and back: merges need it.</summary>
internal sealed record OpenedDraft(
    string? Title,
    string? What,
    string? ResidentsGain,
    string? Learned,
    string? SupportAsked,
    InitiativeState State,
    string[]? Goals,
    Dictionary<string, string?>? Principles,
    string? Home,
    string[]? Channels,
    Guid? Contact)
{
    public static string Write(InitiativeDraft draft) => JsonSerializer.Serialize(
        new OpenedDraft(
            draft.Title, draft.What, draft.ResidentsGain, draft.Learned, draft.SupportAsked, draft.State,
            [.. draft.Goals], draft.Principles.ToDictionary(), draft.Home, [.. draft.Channels], draft.Contact),
        OpenedDraftJson.Default.OpenedDraft);

    public static InitiativeDraft Read(string? text)
    {
        try
        {
            return text is { Length: > 0 } && JsonSerializer.Deserialize(text, OpenedDraftJson.Default.OpenedDraft) is { } opened
                ? opened.ToDraft()
                : InitiativeDraft.Empty;
        }
        catch (JsonException)
        {
            // Not ours. Compared with nothing, whatever stands is a conflict rather than overwritten.
            return InitiativeDraft.Empty;
        }
    }

    private InitiativeDraft ToDraft() => new()
    {
        Title = Title,
        What = What,
        ResidentsGain = ResidentsGain,
        Learned = Learned,
        SupportAsked = SupportAsked,
        State = Enum.IsDefined(State) ? State : InitiativeState.Ongoing,
        Goals = (Goals ?? []).OfType<string>().ToHashSet(StringComparer.Ordinal),
        Principles = Principles ?? [],
        Home = Home,
        Channels = (Channels ?? []).OfType<string>().ToHashSet(StringComparer.Ordinal),
        Contact = Contact,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(OpenedDraft))]
internal sealed partial class OpenedDraftJson : JsonSerializerContext;
