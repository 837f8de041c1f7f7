using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary><i>Koppla till mål</i> is chosen in a message's menu: the dialog opens, filled in if the message is tagged already.</summary>
internal sealed class OpenTagDialog(AdmitMessage admit, TillitDb db, OfferChoices offer, TagAnswers answers)
{
    public async Task<InvokeAnswer> OpenAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (message, problem) = await admit.AdmitAsync(invoke, cancellationToken);
        if (message is null || problem is not null)
        {
            return answers.Refusal(problem ?? TagProblem.NotAMessage);
        }

        var choices = await offer.InConversationAsync(message, message.Source, cancellationToken);
        if (!choices.Goals.Any() && !choices.Principles.Any())
        {
            return answers.Refusal(TagProblem.NoGoalsYet);
        }

        var link = await db.LinkOfAsync(message, cancellationToken);
        var tags = link is null ? Tags.None : choices.Of(link);
        return answers.Dialog(new TagDialog(message, choices, tags, tags, link?.Version));
    }
}
