using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Initiatives.Form.Pages;

using SaveResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Initiatives.Form.Pages.InitiativeDonePage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Initiatives.Form.Pages.InitiativeFormPage>>;

namespace TillitTeams.Initiatives.Form;

/// <summary>The form is saved, or a change is undone, which is saving what stood there before.</summary>
internal sealed class SaveInitiativeForm(StoreInitiative store, ReadChoices read)
{
    public async Task<SaveResults> SaveAsync(InitiativeFormInput input, Editor editor, CancellationToken cancellationToken)
    {
        var choices = await read.ReadAsync(await store.FindAsync(input.Id ?? store.IdOf(input.Key), cancellationToken), cancellationToken);
        var mine = input.DraftOf(editor);
        if (CheckDraft.IsInDoubt(mine, input.Opened, choices.Channels))
        {
            return Form(StoredInitiative.Refused(FormProblem.TeamsSilent, mine));
        }

        if (CheckDraft.FindUnknown(mine, input.Opened, choices) is { Count: > 0 } unknown)
        {
            return Form(StoredInitiative.Refused(FormProblem.LookOver, mine) with { Problems = unknown });
        }

        var stored = await store.StoreAsync(input, mine, choices, editor, cancellationToken);
        if (stored.Problem is not null || stored.Initiative is not { } initiative)
        {
            return Form(stored);
        }

        return new RazorComponentResult<InitiativeDonePage>(new { Model = BuildFormView.Done(input, stored, initiative, editor) });

        // What stands there now is what the next attempt is compared with; where nothing was read, what was before.
        SaveResults Form(StoredInitiative stored) => new RazorComponentResult<InitiativeFormPage>(new
        {
            Model = BuildFormView.Refused(input, stored, stored.Problem is FormProblem.LookOver or FormProblem.Conflict && stored.Initiative is not null ? stored.Before : input.Opened, choices, editor),
        });
    }
}
