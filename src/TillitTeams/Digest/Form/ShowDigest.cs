using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Calendar;
using TillitTeams.Digest.Cards;
using TillitTeams.Digest.Form.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

using DigestResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Digest.Form.Pages.DigestPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Digest.Form.Pages.DigestRefusedPage>>;

namespace TillitTeams.Digest.Form;

/// <summary><i>Veckobrev</i>: when letters come, what they are about, and what this week's says so far.</summary>
internal sealed class ShowDigest(FindOwner find, KeepSubscription keep, ReadChoices read, DescribeDigest describe)
{
    public async Task<DigestResults> ShowAsync(DigestAddress address, bool isSteward, CancellationToken cancellationToken)
    {
        var (owner, problem) = await find.FindAsync(address, cancellationToken);
        if (owner is null)
        {
            return Refuse(problem);
        }

        var known = await keep.FindAsync(owner.Target, cancellationToken);
        var choices = await read.ReadAsync(owner, cancellationToken);
        return Page(await describe.DescribeAsync(owner, known, DescribeDigest.FieldsOf(known ?? keep.New(owner), choices), choices.InDoubt, isSteward, cancellationToken));
    }

    public static RazorComponentResult<DigestPage> Page(DigestView view) => new(new { Model = view });

    public static RazorComponentResult<DigestRefusedPage> Refuse(OwnerProblem? problem) =>
        new(new { Problem = $"Problem{problem}", CanRetry = problem == OwnerProblem.Doubt });
}

/// <summary>What the page says of a letter.</summary>
internal sealed class DescribeDigest(TillitDb db, DigestCards cards, SayFeedback feedback, MunicipalityDates dates)
{
    private const int MostMissed = 4;

    public async Task<DigestView> DescribeAsync(
        DigestOwner owner, DigestSubscription? subscription, DigestFieldsView fields, bool inDoubt, bool isSteward, CancellationToken cancellationToken)
    {
        var isOn = subscription is { EndedAt: null };
        return new DigestView(
            owner.Channel is { } channel ? new DigestPlaceView(channel.ConversationId, NameOf(channel)) : null,
            isOn ? cards.When(subscription!) : null,
            isOn ? dates.Show(subscription!.NextAt) : null,
            fields,
            subscription is null ? [] : await MissedAsync(subscription.Id, cancellationToken),
            inDoubt,
            isSteward ? await feedback.SayAsync(cancellationToken) : null);
    }

    /// <summary>A letter is about all goals, and a person's about all their teams, until somebody chooses.</summary>
    public static DigestFieldsView FieldsOf(DigestSubscription subscription, DigestChoices choices) => new(
        subscription.Weekday,
        subscription.At.ToString(DigestFormInput.TimeFormat, CultureInfo.InvariantCulture),
        subscription.Language,
        subscription.PausesOverHolidays,
        [.. choices.Goals.Select(goal => Goal(goal, subscription.Goals.Count == 0 || subscription.Goals.Exists(chosen => chosen.GoalId == goal.Id)))],
        [.. Teams(choices, team => subscription.Teams.Count == 0 || subscription.Teams.Exists(chosen => chosen.TeamId == team))]);

    /// <summary>What somebody filled in stays where it is.</summary>
    public static DigestFieldsView FieldsOf(DigestFormInput input, DigestChoices choices) => new(
        input.Weekday ?? DayOfWeek.Friday,
        input.At?.ToString(DigestFormInput.TimeFormat, CultureInfo.InvariantCulture) ?? "",
        input.Language,
        input.PausesOverHolidays,
        [.. choices.Goals.Select(goal => Goal(goal, input.Goals.Contains(goal.Code)))],
        [.. Teams(choices, input.Teams.Contains)]);

    private async Task<IReadOnlyList<string>> MissedAsync(Guid subscription, CancellationToken cancellationToken)
    {
        var weeks = await db.MissedDigests.AsNoTracking()
            .Where(row => row.SubscriptionId == subscription)
            .OrderByDescending(row => row.Week)
            .Take(MostMissed)
            .Select(row => row.Week)
            .ToListAsync(cancellationToken);
        return [.. weeks.Select(week => cards.Say("MissedWeek", DigestWeek.Read(week).Number))];
    }

    private static DigestChoiceView Goal(Goal goal, bool isChosen) => new(goal.Code, goal.Name.In(CultureInfo.CurrentUICulture), isChosen);

    private static IEnumerable<DigestChoiceView> Teams(DigestChoices choices, Func<string, bool> isChosen) =>
        choices.Teams.OrderBy(team => team.Value, StringComparer.CurrentCulture).Select(team => new DigestChoiceView(team.Key, team.Value, isChosen(team.Key)));

    private static string NameOf(ChannelInstallation channel) =>
        string.Join(" › ", new[] { channel.TeamName, channel.ChannelName }.Where(name => !string.IsNullOrWhiteSpace(name)));
}
