using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Digest.Cards;
using TillitTeams.Digest.Letter;
using TillitTeams.Teams;

namespace TillitTeams.Digest.Form;

/// <summary>This week's letter as it stands now, by what the form says. Nothing is saved or sent.</summary>
internal sealed class PreviewDigest(LetterDraft draft, FindOwner find, ReadChoices read, DigestCards cards)
{
    public async Task<Results<ContentHttpResult, NotFound>> ShowAsync(DigestFormInput input, CancellationToken cancellationToken)
    {
        var (owner, _) = await find.FindAsync(input.Address, cancellationToken);
        if (owner is null)
        {
            return TypedResults.NotFound();
        }

        var choices = await read.ReadAsync(owner, cancellationToken);
        if (SaveDigest.ProblemIn(input, owner, choices) is { } problem)
        {
            return Card(NoticeCard.Build(cards.Say(problem)));
        }

        var (subscription, letter) = await draft.WriteAsync(owner, SaveDigest.ChoiceOf(input, choices), cancellationToken);
        return Card(letter is null
            ? NoticeCard.Build(cards.Say("NothingToTell"))
            : Hosting.SpokenLanguage.Say(subscription.Language, () => cards.Card(subscription, letter, deliveryId: null)));
    }

    private static ContentHttpResult Card(AdaptiveCard card) => TypedResults.Text(card.ToText(), "application/json");
}

/// <summary>The letter that would be sent if it were due now.</summary>
internal sealed class LetterDraft(WriteLetter write, KeepSubscription keep, PlanDigest plan, TimeProvider clock)
{
    public async Task<(Model.DigestSubscription Subscription, DigestLetter? Letter)> WriteAsync(DigestOwner owner, DigestChoice choice, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Goes with the request.
        var subscription = keep.New(owner);
        KeepSubscription.Choose(subscription, choice);
        var next = plan.FirstAfter(now, subscription);
        var written = await write.WriteAsync(subscription, next with { At = now }, cancellationToken);
        return (subscription, written.Letter);
    }
}
