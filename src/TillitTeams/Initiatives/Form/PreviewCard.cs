using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>The card that the form would post if it were saved now. Nothing is saved.</summary>
internal sealed class PreviewCard(StoreInitiative store, ReadChoices read, ApplyDraft apply, InitiativeCards cards, Caller caller)
{
    private const string NoTitleYet = "…";

    public async Task<Results<ContentHttpResult, NotFound>> ShowAsync(InitiativeFormInput input, Editor editor, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(input.Id ?? store.IdOf(input.Key), cancellationToken);
        var choices = await read.ReadAsync(known, cancellationToken);
        if (known is null ? input.Id is not null : CheckDraft.FindProblem(known, choices.Channels) is not null)
        {
            return TypedResults.NotFound();
        }

        var draft = CheckDraft.Reachable(input.DraftOf(editor), choices);
        draft = draft with { Title = string.IsNullOrWhiteSpace(draft.Title) ? NoTitleYet : draft.Title };
        // Goes with the request: what is written here is never saved.
        var shown = known ?? new Initiative { Id = Guid.NewGuid(), TenantId = caller.TenantId, Title = NoTitleYet };
        apply.Apply(
            shown,
            known is null ? InitiativeDraft.Empty : InitiativeDraft.Of(known, choices),
            draft,
            choices,
            draft.Contact == editor.Id ? editor.Name : known?.ContactName,
            editor.Name);
        await cards.ReadModelAsync(cancellationToken);
        return TypedResults.Text(cards.Card(shown).ToText(), "application/json");
    }
}
