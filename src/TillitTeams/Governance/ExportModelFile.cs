using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Governance.Pages;
using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <param name="Text">Null when there is not yet a goal and a principle, without which it would be no model.</param>
public sealed record ExportView(string? Text);

/// <summary>The model as the file that it can be read in from, here and elsewhere. What was decided is public, so anyone may have it.</summary>
internal sealed class ExportModelFile(ReadModel read)
{
    public async Task<RazorComponentResult<ExportPage>> ShowAsync(CancellationToken cancellationToken)
    {
        var model = await read.ReadAsync(cancellationToken);
        return new RazorComponentResult<ExportPage>(new
        {
            Model = new ExportView(model.Goals.Count > 0 && model.Principles.Count > 0 ? FileOf(model).ToText() : null),
        });
    }

    /// <summary>The decision that most come of stands once, above them all.</summary>
    public static ModelFile FileOf(GovernanceModel model)
    {
        var usual = model.Goals.Concat(model.Principles).Select(DecisionOf).GroupBy(decision => decision).MaxBy(same => same.Count())!.Key;
        return new ModelFile(usual, [.. model.Goals.Select(Item)], [.. model.Principles.Select(Item)]);

        ModelFile.Item Item(GovernanceItem item) => new(
            item.Code, item.Name, item.Description, DecisionOf(item) is var decision && decision == usual ? null : decision, item.ValidTo, item.Colour, item.Icon);
    }

    private static ModelFile.CouncilDecision DecisionOf(GovernanceItem item) => new(item.DecisionReference, item.DecidedOn, item.ValidFrom);
}
