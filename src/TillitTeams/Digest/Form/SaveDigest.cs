using TillitTeams.Model;

using SaveResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Digest.Form.Pages.DigestPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Digest.Form.Pages.DigestRefusedPage>>;

namespace TillitTeams.Digest.Form;

/// <summary>The form is sent: letters come from now on, or come otherwise than before, or end.</summary>
internal sealed class SaveDigest(FindOwner find, KeepSubscription keep, ReadChoices read, DescribeDigest describe)
{
    public async Task<SaveResults> SaveAsync(DigestFormInput input, bool isSteward, CancellationToken cancellationToken)
    {
        var (owner, refused) = await find.FindAsync(input.Address, cancellationToken);
        if (owner is null)
        {
            return ShowDigest.Refuse(refused);
        }

        var choices = await read.ReadAsync(owner, cancellationToken);
        var known = await keep.FindAsync(owner.Target, cancellationToken);
        if (ProblemIn(input, owner, choices) is { } problem)
        {
            var filled = DescribeDigest.FieldsOf(input, choices);
            return ShowDigest.Page(await describe.DescribeAsync(owner, known, filled, choices.InDoubt, isSteward, cancellationToken) with { Problem = problem });
        }

        var wasOn = known is { EndedAt: null };
        var subscription = await keep.StartAsync(owner, ChoiceOf(input, choices), cancellationToken);
        return await SaidAsync(owner, subscription, choices, wasOn ? "SaidChanged" : "SaidStarted", isSteward, cancellationToken);
    }

    public async Task<SaveResults> EndAsync(DigestAddress address, bool isSteward, CancellationToken cancellationToken)
    {
        var (owner, refused) = await find.FindAsync(address, cancellationToken);
        if (owner is null)
        {
            return ShowDigest.Refuse(refused);
        }

        var subscription = await keep.EndAsync(owner.Target, cancellationToken);
        return await SaidAsync(owner, subscription, await read.ReadAsync(owner, cancellationToken), "SaidEnded", isSteward, cancellationToken);
    }

    public static DigestChoice ChoiceOf(DigestFormInput input, DigestChoices choices) => new(
        input.Weekday!.Value, input.At!.Value, input.Language, input.PausesOverHolidays, choices.GoalsOf(input), [.. input.Teams.Where(choices.Teams.ContainsKey).Distinct()]);

    /// <returns>Key of what stands in the way.</returns>
    public static string? ProblemIn(DigestFormInput input, DigestOwner owner, DigestChoices choices) => input switch
    {
        { Weekday: null } => "ProblemWeekday",
        { At: null } => "ProblemTime",
        _ when !choices.Goals.Any(goal => input.Goals.Contains(goal.Code)) => "ProblemGoals",
        _ when owner.PersonId is not null && choices.InDoubt => "ProblemDoubt",
        _ when owner.PersonId is not null && !input.Teams.Any(choices.Teams.ContainsKey) => "ProblemTeams",
        _ => null,
    };

    private async Task<SaveResults> SaidAsync(
        DigestOwner owner, DigestSubscription? subscription, DigestChoices choices, string said, bool isSteward, CancellationToken cancellationToken)
    {
        var fields = DescribeDigest.FieldsOf(subscription ?? keep.New(owner), choices);
        return ShowDigest.Page(await describe.DescribeAsync(owner, subscription, fields, choices.InDoubt, isSteward, cancellationToken) with { Said = said });
    }
}
