using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary><i>Ta bort koppling</i> or <i>Ångra</i>: the link goes, unless somebody changed it since it was shown.</summary>
internal sealed class RemoveTag(AdmitMessage admit, TillitDb db, OfferChoices offer, TagAnswers answers, TimeProvider clock)
{
    public async Task<InvokeAnswer> RemoveAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (message, problem) = await admit.AdmitAsync(invoke, cancellationToken);
        // A link to a message that is gone may be taken away like any other.
        if (message is null || problem is not (null or TagProblem.MessageGone))
        {
            return answers.Refusal(problem ?? TagProblem.NotAMessage);
        }

        var seen = TagDialogData.Version(invoke);
        return await db.SaveMergedAsync<InvokeAnswer>(
            async token =>
            {
                var link = await db.LinkOfAsync(message, token);
                if (link is null)
                {
                    return answers.Removed();
                }

                if (link.Version != seen)
                {
                    var choices = await offer.InConversationAsync(message, message.Source, token);
                    var tags = choices.Of(link);
                    return answers.Dialog(new TagDialog(message, choices, tags, tags, link.Version, Problem: TagProblem.ChangedMeanwhile));
                }

                db.Remove(link);
                db.Note(AuditAction.LinkRemoved, link.Id, clock.GetUtcNow());
                await db.SaveChangesAsync(token);
                return answers.Removed();
            },
            cancellationToken);
    }
}
