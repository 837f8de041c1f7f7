using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Governance.Records.Pages;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records;

/// <param name="IsSteward">Whether the person is a governance lead; others are told what is given out, and by whom.</param>
/// <param name="Said">Key of what has just been done.</param>
public sealed record RecordsView(
    bool IsSteward, RecordsInput Input, RecordChoicesView? Choices = null, IReadOnlyList<ExportRowView>? Exports = null, string? Said = null, RecordsProblem? Problem = null);

/// <summary><i>Allmän handling</i>: what can be taken out for the registrar, and how far it has come.</summary>
internal sealed class ShowRecords(RecordChoices choices, DescribeExports exports, TimeProvider clock)
{
    public async Task<RazorComponentResult<RecordsPage>> ShowAsync(
        bool isSteward, RecordsInput input, CancellationToken cancellationToken, string? said = null, RecordsProblem? problem = null) =>
        new(new
        {
            Model = isSteward
                ? new RecordsView(
                    IsSteward: true, input, await choices.ReadAsync(input.Initiative, cancellationToken), await exports.ReadAsync(clock.GetUtcNow(), cancellationToken), said, problem)
                : new RecordsView(IsSteward: false, input),
        });

    /// <summary>The list alone, which the page asks for again and again while something is under way.</summary>
    public async Task<RazorComponentResult<ExportRows>> ProgressAsync(CancellationToken cancellationToken) =>
        new(new { Exports = await exports.ReadAsync(clock.GetUtcNow(), cancellationToken) });
}
