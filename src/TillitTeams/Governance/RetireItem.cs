using Microsoft.Extensions.Localization;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

using EndResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.EndFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.EndConfirmPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <summary>A goal or a principle comes to an end. It is never deleted, and what is linked to it keeps its meaning.</summary>
internal sealed class RetireItem(TillitDb db, PreviewEnd preview, ReadModel read, NoteChanges note, EndedItem ended)
{
    public async Task<EndResults> RetireAsync(EndInput input, CancellationToken cancellationToken)
    {
        var said = await db.SaveMergedAsync(
            async token =>
            {
                var model = await read.ReadAsync(token);
                if (model.Find(input.Kind, input.Code) is not { } item || item.Version != input.Version || preview.ProblemsIn(input, item, model).Count > 0)
                {
                    return null;
                }

                var before = item.ValidTo;
                (item.ValidTo, item.Version) = (ItemDraft.DayIn(input.LastDay), Guid.NewGuid());
                note.Retired(item, before, input.Decision);
                await db.SaveChangesAsync(token);
                return ended.Say(item);
            },
            cancellationToken);
        return said is null ? await preview.ShowAsync(input, isChanged: true, cancellationToken) : await ended.ShowAsync(said, cancellationToken);
    }
}

/// <summary>What is said once something has ended.</summary>
internal sealed class EndedItem(ShowModel show, MunicipalityDates dates, IStringLocalizer<GovernanceTexts> texts)
{
    public string Say(GovernanceItem item) => texts["SaidEnded", GovernanceModel.NameOf(item), dates.Show(item.ValidTo!.Value)];

    public string SayMerged(GovernanceItem item, GovernanceItem into, bool linksFollow) =>
        texts[linksFollow ? "SaidMergedWithLinks" : "SaidMergedWithoutLinks", GovernanceModel.NameOf(item), GovernanceModel.NameOf(into)];

    public async Task<EndResults> ShowAsync(string said, CancellationToken cancellationToken) => await show.ShowAsync(canChange: true, cancellationToken, said: said);
}
