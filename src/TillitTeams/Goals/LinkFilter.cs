using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Hosting;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>What a page is narrowed down to. It stands in the address, so that a narrowed page can be shared.</summary>
/// <param name="Goal">Code of a goal, on a principle's page.</param>
/// <param name="Principle">Code of a principle, on a goal's page.</param>
/// <param name="Period">One of <see cref="Periods"/>; anything else means all the time.</param>
/// <param name="Team">Id of a team that the viewer is in.</param>
/// <param name="Q">Words to look for.</param>
/// <param name="Kind">Which of the page's lists goes on: <see cref="Documents"/>, <see cref="Initiatives"/>, or else the conversations.</param>
/// <param name="After">The list goes on after this place.</param>
internal sealed record LinkFilter(
    string? Goal = null, string? Principle = null, string? Period = null, string? Team = null, string? Q = null, string? Kind = null, string? After = null)
{
    public const string Documents = "documents";
    public const string Initiatives = "initiatives";

    private const int MostCharacters = 100;

    public static readonly IReadOnlyList<string> Periods = ["month", "quarter", "year"];

    public bool IsEmpty => Goal is null or "" && Principle is null or "" && Period is null or "" && Team is null or "" && string.IsNullOrWhiteSpace(Q);

    public string? Words => string.IsNullOrWhiteSpace(Q) ? null : Q.Trim() is { Length: > MostCharacters } much ? much[..MostCharacters] : Q.Trim();

    public DateTimeOffset? Since(MunicipalityDates dates) => Period switch
    {
        "month" => dates.StartOf(dates.Today.AddMonths(-1)),
        "quarter" => dates.StartOf(dates.Today.AddMonths(-3)),
        "year" => dates.StartOf(new DateOnly(dates.Today.Year, 1, 1)),
        _ => null,
    };

    /// <summary>The address of the view that shows this, from its beginning or from a place in one of its lists.</summary>
    public string AddressOf(string view, string? kind = null, LinkCursor? after = null) => QueryHelpers.AddQueryString(
        view,
        new (string Name, string? Value)[]
            {
                ("goal", Goal), ("principle", Principle), ("period", Period), ("team", Team), ("q", Words), ("kind", kind), ("after", after?.ToString()),
            }
            .Where(part => !string.IsNullOrEmpty(part.Value))
            .Select(part => KeyValuePair.Create(part.Name, part.Value)));
}
