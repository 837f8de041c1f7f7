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
    };

    public sealed record CouncilDecision(string Reference, DateOnly DecidedOn, DateOnly ValidFrom);

    /// <param name="Code">Stands in addresses and never changes.</param>
    /// <param name="Decision">Only when it was decided at another time than the rest.</param>
    public sealed record Item(string Code, LocalText Name, LocalText Description, CouncilDecision? Decision = null);

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

    /// <summary>The first thing that is wrong; null when all is well.</summary>
    private string? Problem() =>
        Problem("decision", Decision)
        ?? Problem("goals", Goals)
        ?? Problem("principles", Principles)
        ?? (Initiatives ?? []).Select((initiative, at) => Problem($"initiatives[{at}]", initiative)).FirstOrDefault(problem => problem is not null);

    private static string? Problem(string path, IReadOnlyList<Item> items)
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

        return items.Select((item, at) => Problem($"{path}[{at}]", item)).FirstOrDefault(problem => problem is not null);
    }

    private static string? Problem(string path, Item item) =>
        !Code().IsMatch(item.Code) ? $"{path}.code \"{item.Code}\" must be a–z, 0–9 and hyphens, because it stands in addresses."
        : Empty($"{path}.name", item.Name) ?? Empty($"{path}.description", item.Description)
            ?? (item.Decision is { } decision ? Problem($"{path}.decision", decision) : null);

    private static string? Problem(string path, CouncilDecision decision) =>
        string.IsNullOrWhiteSpace(decision.Reference) ? $"{path}.reference is empty." : null;

    private static string? Problem(string path, OngoingInitiative? initiative) =>
        initiative is null ? $"{path} is empty."
        : string.IsNullOrWhiteSpace(initiative.Title) ? $"{path}.title is empty."
        : initiative.Title.Length > Initiative.TitleMaxLength ? $"{path}.title is longer than {Initiative.TitleMaxLength} characters."
        : string.IsNullOrWhiteSpace(initiative.ResidentsGain) ? $"{path}.residentsGain is empty."
        : null;

    private static string? Empty(string path, LocalText text) =>
        string.IsNullOrWhiteSpace(text.Sv) ? $"{path}.sv is empty."
        : string.IsNullOrWhiteSpace(text.En) ? $"{path}.en is empty."
        : null;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
