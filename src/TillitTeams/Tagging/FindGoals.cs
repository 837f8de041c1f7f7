using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary><i>Hitta mål</i> at the compose box: goals and principles of today, which are everybody's to read.</summary>
internal sealed class FindGoals(TillitDb db, MunicipalityDates dates, ComposeReplies replies)
{
    public async Task<InvokeAnswer> SearchAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var terms = SearchTerms.Of(invoke.Query?.Words);
        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        var found = choices.Goals.Concat<GovernanceItem>(choices.Principles)
            .Where(item => terms.All(term => SearchTerms.Name(item, term) || Tells(item, term)))
            .ToList();
        return found.Count > 0 ? new CardsAnswer([.. found.SelectMany(item => replies.Goal(item).Cards)]) : replies.Say("GoalsNone");
    }

    private static bool Tells(GovernanceItem item, string term) =>
        item.Description.Sv.Contains(term, StringComparison.CurrentCultureIgnoreCase)
        || item.Description.En.Contains(term, StringComparison.CurrentCultureIgnoreCase);
}
