using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <summary>The council's decision as a file that a municipality writes itself; see <c>vadstena.json</c>.</summary>
internal sealed partial record ModelFile(
    ModelFile.CouncilDecision Decision,
    IReadOnlyList<ModelFile.Item> Goals,
    IReadOnlyList<ModelFile.Item> Principles,
    IReadOnlyList<ModelFile.OngoingInitiative>? Initiatives = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // It is a file to be read by people, and no part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public sealed record CouncilDecision(string Reference, DateOnly DecidedOn, DateOnly ValidFrom);

    /// <param name="Code">Stands in addresses and never changes.</param>
    /// <param name="Decision">Only when it was decided at another time than the rest.</param>
    /// <param name="ValidTo">The last day; without it, nothing is said of an end.</param>
    /// <param name="Colour">One of <see cref="ItemColour"/>; without it, and without <paramref name="Icon"/>, the usual.</param>
    public sealed record Item(
        string Code,
        LocalText Name,
        LocalText Description,
        CouncilDecision? Decision = null,
        DateOnly? ValidTo = null,
        ItemColour? Colour = null,
        ItemIcon? Icon = null);

    public sealed record OngoingInitiative(string Title, string ResidentsGain);

    /// <exception cref="InvalidDataException">Says in one line what is wrong, and where.</exception>
    public static async Task<ModelFile> ReadAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        ModelFile? file;
        try
        {
            file = await JsonSerializer.DeserializeAsync<ModelFile>(stream, Json, cancellationToken);
        }
        catch (JsonException wrong)
        {
            // The place is said here, because the serialiser leaves it out of some of its sentences.
            var reason = OneLine(wrong.Message.Split(" Path: ")[0]);
            throw new InvalidDataException($"The governance model {name} cannot be read at {wrong.Path ?? "$"}, line {wrong.LineNumber + 1 ?? 1}: {reason}", wrong);
        }

        var problem = file is null ? "it is empty." : file.Problem();
        return problem is null
            ? file!
            : throw new InvalidDataException($"The governance model {name} is not complete: {OneLine(problem)}");
    }

    public string ToText() => JsonSerializer.Serialize(this, Json);

    /// <summary>The first thing that is wrong; null when all is well.</summary>
    private string? Problem() =>
        Problem("decision", Decision)
        ?? Problem("goals", Goals)
        ?? Problem("principles", Principles)
        ?? (Initiatives ?? []).Select((initiative, at) => Problem($"initiatives[{at}]", initiative)).FirstOrDefault(problem => problem is not null);

    private string? Problem(string path, IReadOnlyList<Item> items)
    {
        if (items.Count == 0)
        {
            return $"{path} lists nothing.";
        }

        // Nullable annotations are respected for properties, not for what a list holds.
        if (items.TakeWhile(item => item is not null).Count() is var first && first < items.Count)
        {
            return $"{path}[{first}] is empty.";
        }

        if (items.GroupBy(item => item.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return $"{path} has the code \"{twice.Key}\" twice.";
        }

        return items.Select((item, at) => Problem($"{path}[{at}]", item, (item.Decision ?? Decision).ValidFrom)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Problem(string path, Item item, DateOnly validFrom) =>
        !Code().IsMatch(item.Code) ? $"{path}.code \"{item.Code}\" must be a–z, 0–9 and hyphens, because it stands in addresses."
        : Problem($"{path}.name", item.Name, GovernanceItem.NameMaxLength) ?? Problem($"{path}.description", item.Description, GovernanceItem.DescriptionMaxLength)
            ?? (item.Decision is { } decision ? Problem($"{path}.decision", decision) : null)
            ?? (item.ValidTo is not { } last ? null
                : last < validFrom ? $"{path}.validTo is before the first day, {validFrom:yyyy-MM-dd}."
                : OutOfTime($"{path}.validTo", last));

    private static string? Problem(string path, CouncilDecision decision) =>
        string.IsNullOrWhiteSpace(decision.Reference) ? $"{path}.reference is empty."
        : decision.Reference.Length > GovernanceItem.ReferenceMaxLength ? $"{path}.reference is longer than {GovernanceItem.ReferenceMaxLength} characters."
        : OutOfTime($"{path}.decidedOn", decision.DecidedOn) ?? OutOfTime($"{path}.validFrom", decision.ValidFrom);

    private static string? OutOfTime(string path, DateOnly day) =>
        ItemDraft.DayIn(ItemDraft.TextOf(day)) is null ? $"{path} is no day that a council of today decides about." : null;

    private static string? Problem(string path, OngoingInitiative? initiative) =>
        initiative is null ? $"{path} is empty."
        : string.IsNullOrWhiteSpace(initiative.Title) ? $"{path}.title is empty."
        : initiative.Title.Length > Initiative.TitleMaxLength ? $"{path}.title is longer than {Initiative.TitleMaxLength} characters."
        : string.IsNullOrWhiteSpace(initiative.ResidentsGain) ? $"{path}.residentsGain is empty."
        : null;

    private static string? Problem(string path, LocalText text, int most) => Problem($"{path}.sv", text.Sv, most) ?? Problem($"{path}.en", text.En, most);

    private static string? Problem(string path, string text, int most) =>
        string.IsNullOrWhiteSpace(text) ? $"{path} is empty."
        : text.Length > most ? $"{path} is longer than {most} characters."
        : null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
