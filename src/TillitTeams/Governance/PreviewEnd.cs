using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Governance.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;

using EndResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.EndFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.EndConfirmPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <summary>
/// A governance lead is about to end a goal or a principle, alone or by merging it into another: first it is said
/// plainly what will happen, and to what.
/// </summary>
internal sealed class PreviewEnd(ReadModel read, ShowModel show, FindLinksOutside outside, MunicipalityDates dates)
{
    public async Task<EndResults> OpenAsync(ItemAddress address, CancellationToken cancellationToken)
    {
        var kind = ShowModel.KindOf(address.Kind);
        var model = await read.ReadAsync(cancellationToken);
        return model.Find(kind, address.Code) is { } item
            ? Form(Describe(Begin(item), item, model, None))
            : await show.ShowAsync(canChange: true, cancellationToken, problem: "ProblemUnknown");
    }

    /// <summary>The form once more, as it was filled in.</summary>
    public async Task<EndResults> AgainAsync(EndInput input, CancellationToken cancellationToken)
    {
        var model = await read.ReadAsync(cancellationToken);
        return model.Find(input.Kind, input.Code) is { } item
            ? Form(Describe(input, item, model, None))
            : await show.ShowAsync(canChange: true, cancellationToken, problem: "ProblemUnknown");
    }

    public Task<EndResults> ShowAsync(EndInput input, CancellationToken cancellationToken) => ShowAsync(input, isChanged: false, cancellationToken);

    /// <param name="input">What was filled in.</param>
    /// <param name="isChanged">What was read before is no longer so, and is to be read again.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<EndResults> ShowAsync(EndInput input, bool isChanged, CancellationToken cancellationToken)
    {
        var model = await read.ReadAsync(cancellationToken);
        if (model.Find(input.Kind, input.Code) is not { } item)
        {
            return await show.ShowAsync(canChange: true, cancellationToken, problem: "ProblemUnknown");
        }

        if (ProblemsIn(input, item, model) is { Count: > 0 } problems)
        {
            return Form(Describe(input, item, model, problems));
        }

        var lastDay = ItemDraft.DayIn(input.LastDay)!.Value;
        var leavesOutside = !input.LinksFollow && await outside.AnyAsync(item, item.ValidFrom, lastDay, cancellationToken);
        return new RazorComponentResult<EndConfirmPage>(new
        {
            Model = new EndConfirmView(
                Describe(input, item, model, None),
                [.. Sentences(input, lastDay, leavesOutside)],
                dates.Show(lastDay),
                dates.Show(input.Decision.DecidedOn),
                model.Find(input.Kind, input.Into) is { } into ? GovernanceModel.NameOf(into) : null,
                isChanged),
        });
    }

    /// <returns>Keys, by the field's name in the form.</returns>
    public IReadOnlyDictionary<string, string> ProblemsIn(EndInput input, GovernanceItem item, GovernanceModel model)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var lastDay = ItemDraft.DayIn(input.LastDay);
        AddIf("lastDay", lastDay is not { } day ? "ProblemDay"
            : day < item.ValidFrom ? "ProblemEndsBeforeItBegins"
            // Until its last day is over, more may be linked to it.
            : input.LinksFollow && day >= dates.Today ? "ProblemNotOverYet"
            : null);
        AddIf("reference", CheckItem.ProblemOfDecision(ModelField.DecisionReference, input.Reference, dates.Today));
        AddIf("decidedOn", CheckItem.ProblemOfDecision(ModelField.DecidedOn, input.DecidedOn, dates.Today));
        AddIf("into", input.Into is not null && !OthersOf(item, model).Any(other => other.Code == input.Into) ? "ProblemInto"
            : input is { LinksFollow: true, Into: null } ? "ProblemIntoMissing"
            : null);
        return problems;

        void AddIf(string field, string? problem)
        {
            if (problem is not null)
            {
                problems.Add(field, problem);
            }
        }
    }

    private static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    private static RazorComponentResult<EndFormPage> Form(EndFormView view) => new(new { Model = view });

    private static EndInput Begin(GovernanceItem item) => new(
        item.Kind, item.Code, item.Version, item.ValidTo is { } last ? ItemDraft.TextOf(last) : "", "", "", null, LinksFollow: false);

    private IEnumerable<GovernanceItem> OthersOf(GovernanceItem item, GovernanceModel model) =>
        model.Of(item.Kind).Where(other => other != item && other.IsValidOn(dates.Today));

    private EndFormView Describe(EndInput input, GovernanceItem item, GovernanceModel model, IReadOnlyDictionary<string, string> problems) => new(
        item.Kind,
        item.Code,
        GovernanceModel.NameOf(item),
        item.Version,
        input.LastDay,
        input.Reference,
        input.DecidedOn,
        input.Into,
        input.LinksFollow,
        [.. OthersOf(item, model).Select(other => new EndChoiceView(other.Code, GovernanceModel.NameOf(other)))],
        problems);

    private IEnumerable<string> Sentences(EndInput input, DateOnly lastDay, bool leavesOutside)
    {
        yield return lastDay < dates.Today ? "WillHaveEnded" : "WillEnd";
        if (input.Into is not null)
        {
            yield return "WillPoint";
        }

        if (input.LinksFollow)
        {
            yield return "WillFollow";
            yield return "WillFollowOnce";
            yield return input.Kind == ItemKind.Goal ? "WillFollowLetters" : "WillFollowHow";
            yield return "WillNotComeBack";
        }
        else
        {
            yield return $"WillStay{input.Kind}";
        }

        if (leavesOutside)
        {
            yield return "WillLeaveOutside";
        }

        yield return "WillChangeColumns";
    }
}
