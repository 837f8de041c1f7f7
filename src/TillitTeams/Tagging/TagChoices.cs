using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging;

/// <summary>The governance model as a tagger meets it. Retired goals have names still, but are not offered.</summary>
internal sealed record TagChoices(
    IReadOnlyList<Goal> AllGoals, IReadOnlyList<Principle> AllPrinciples, IReadOnlyList<Initiative> Initiatives, DateOnly Today)
{
    /// <summary>Teams did not say which channels the person can open: there may be initiatives that are not among these.</summary>
    public bool InDoubt { get; init; }

    public IEnumerable<Goal> Goals => AllGoals.Where(goal => goal.IsValidOn(Today));

    public IEnumerable<Principle> Principles => AllPrinciples.Where(principle => principle.IsValidOn(Today));

    /// <summary>Without initiatives, which <see cref="OfferChoices"/> adds where they may be known.</summary>
    public static async Task<TagChoices> ReadAsync(TillitDb db, MunicipalityDates dates, CancellationToken cancellationToken) => new(
        await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken),
        await db.Principles.AsNoTracking().OrderBy(principle => principle.Order).ToListAsync(cancellationToken),
        [],
        dates.Today);

    /// <summary>What stands on the link of what is offered today. The rest is out of the dialog's reach and stays.</summary>
    public Tags Of(Link link) => Tags.Of(
        Goals.Where(goal => link.Goals.Exists(tag => tag.GoalId == goal.Id)).Select(goal => goal.Code),
        Principles.Where(principle => link.Principles.Exists(tag => tag.PrincipleId == principle.Id)).Select(principle => principle.Code),
        Initiatives.Any(initiative => initiative.Id == link.InitiativeId) ? link.InitiativeId : null,
        link.Why);

    public IReadOnlyList<Goal> GoalsOf(Link link) => [.. AllGoals.Where(goal => link.Goals.Exists(tag => tag.GoalId == goal.Id))];

    public IReadOnlyList<Principle> PrinciplesOf(Link link) =>
        [.. AllPrinciples.Where(principle => link.Principles.Exists(tag => tag.PrincipleId == principle.Id))];

    /// <summary>What stands in the way of saving just this; null when nothing does.</summary>
    public TagProblem? FindProblem(Tags chosen, Tags opened) => chosen switch
    {
        { SayNothing: true } => TagProblem.NothingChosen,
        { Why.Length: > Link.WhyMaxLength } => TagProblem.WhyTooLong,
        _ when !Offer(chosen) => TagProblem.UnknownTag,
        // One that the link was opened with may be out of the person's sight by now, and then stays.
        { InitiativeId: { } id } when id != opened.InitiativeId && !Initiatives.Any(initiative => initiative.Id == id) =>
            InDoubt ? TagProblem.TeamsSilent : TagProblem.UnknownTag,
        _ => null,
    };

    private bool Offer(Tags chosen) =>
        chosen.Goals.IsSubsetOf(Goals.Select(goal => goal.Code))
        && chosen.Principles.IsSubsetOf(Principles.Select(principle => principle.Code));
}
