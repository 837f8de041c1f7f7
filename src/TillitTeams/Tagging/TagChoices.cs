using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging;

/// <summary>The governance model as a tagger meets it. Retired goals have names still, but are not offered.</summary>
internal sealed record TagChoices(
    IReadOnlyList<Goal> AllGoals, IReadOnlyList<Principle> AllPrinciples, IReadOnlyList<Initiative> Initiatives, DateOnly Today)
{
    public IEnumerable<Goal> Goals => AllGoals.Where(goal => goal.IsValidOn(Today));

    public IEnumerable<Principle> Principles => AllPrinciples.Where(principle => principle.IsValidOn(Today));

    public static async Task<TagChoices> ReadAsync(TillitDb db, MunicipalityDates dates, CancellationToken cancellationToken) => new(
        await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken),
        await db.Principles.AsNoTracking().OrderBy(principle => principle.Order).ToListAsync(cancellationToken),
        await db.Initiatives.AsNoTracking()
            .Where(initiative => initiative.State == InitiativeState.Ongoing)
            .OrderBy(initiative => initiative.Title)
            .ToListAsync(cancellationToken),
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
    public TagProblem? FindProblem(Tags chosen) => chosen switch
    {
        { SayNothing: true } => TagProblem.NothingChosen,
        { Why.Length: > Link.WhyMaxLength } => TagProblem.WhyTooLong,
        _ when !Offer(chosen) => TagProblem.UnknownTag,
        _ => null,
    };

    private bool Offer(Tags chosen) =>
        chosen.Goals.IsSubsetOf(Goals.Select(goal => goal.Code))
        && chosen.Principles.IsSubsetOf(Principles.Select(principle => principle.Code))
        && (chosen.InitiativeId is null || Initiatives.Any(initiative => initiative.Id == chosen.InitiativeId));
}
