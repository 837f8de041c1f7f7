using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>The dialog is saved: the message is linked, and the thread is told if the tagger wants that.</summary>
internal sealed class TagMessage(AdmitMessage admit, OfferChoices offer, StoreLink store, TellThread tell, TagAnswers answers)
{
    public async Task<InvokeAnswer> TagAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (message, problem) = await admit.AdmitAsync(invoke, cancellationToken);
        if (message is null)
        {
            return answers.Refusal(problem ?? TagProblem.NotAMessage);
        }

        var choices = await offer.InConversationAsync(message, message.Source, cancellationToken);
        var (mine, opened) = TagDialogData.Read(invoke);
        var tells = invoke.IsOn("tell");
        // What is told in the thread is what the council has decided.
        problem ??= mine.NameNothingDecided ? TagProblem.NothingChosen : choices.FindProblem(mine, opened);
        if (problem is not null)
        {
            return answers.Dialog(new TagDialog(message, choices, mine, opened, TagDialogData.Version(invoke), tells, problem));
        }

        var stored = await store.StoreAsync(message, opened, mine, choices, cancellationToken);
        if (stored.Problem is not null || stored.Link is not { } link)
        {
            // What stands there now is what the next attempt is compared with.
            var now = stored.Link is null ? Tags.None : choices.Of(stored.Link);
            return answers.Dialog(new TagDialog(message, choices, stored.Merged, now, stored.Link?.Version, tells, stored.Problem));
        }

        var told = tells ? await tell.TellAsync(invoke.Activity, message, link, choices, cancellationToken) : ThreadCardOutcome.NotWanted;
        return answers.Confirmation(stored, link, message, choices, told);
    }
}
