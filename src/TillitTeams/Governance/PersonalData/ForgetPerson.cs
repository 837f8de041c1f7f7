using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.PersonalData.Pages;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.PersonalData;

/// <param name="IsSteward">Whether the reader is a governance lead; others are told for whom the page is.</param>
/// <param name="Typed">As it was typed.</param>
/// <param name="Problem">Key of what stands in the way.</param>
/// <param name="Said">Key of what was done.</param>
public sealed record ForgetView(bool IsSteward, string Typed = "", string? Problem = null, string? Said = null);

/// <param name="Name">As it stands in initiatives; null when it stands nowhere.</param>
public sealed record ForgetPreview(Guid Id, string? Name);

/// <summary>
/// A governance lead has somebody who has left forgotten, by their id in Entra: it is pasted, as the app finds nobody for
/// anybody. What will happen is said before, alike for everyone: what somebody has done is no more told of here than elsewhere.
/// </summary>
internal sealed partial class ForgetPerson(TillitDb db, IEnumerable<IKnowPeople> owners, Caller caller, ILogger<ForgetPerson> logger)
{
    public static RazorComponentResult<ForgetPage> Open(bool isSteward) =>
        new(new { Model = new ForgetView(isSteward) }) { StatusCode = isSteward ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden };

    public async Task<Results<RazorComponentResult<ForgetPage>, RazorComponentResult<ForgetConfirmPage>>> PreviewAsync(string? typed, CancellationToken cancellationToken)
    {
        var (person, problem) = Read(typed);
        if (problem is null && !await IsKnownAsync(person, cancellationToken))
        {
            problem = "ProblemUnknown";
        }

        return problem is null
            ? new RazorComponentResult<ForgetConfirmPage>(new { Model = new ForgetPreview(person, await NameAsync(person, cancellationToken)) })
            : Page(typed, problem);
    }

    public async Task<RazorComponentResult<ForgetPage>> ForgetAsync(string? typed, CancellationToken cancellationToken)
    {
        var (person, problem) = Read(typed);
        return problem is not null
            ? Page(typed, problem)
            : new RazorComponentResult<ForgetPage>(new { Model = new ForgetView(IsSteward: true, Said: await db.SaveMergedAsync(token => ForgetAsync(person, token), cancellationToken)) });
    }

    /// <summary>All at once or not at all; whoever comes second finds nobody to forget.</summary>
    private async Task<string> ForgetAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Queries.TakeTurnAsync(db, Turn.Forgetting, cancellationToken);
        if (!await IsKnownAsync(id, cancellationToken))
        {
            return "SaidForgottenBefore";
        }

        var person = new ForgottenPerson(id, Guid.NewGuid());
        foreach (var owner in owners)
        {
            await owner.ForgetAsync(person, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        Log.Forgotten(logger, person.StandIn);
        return "SaidForgotten";
    }

    private (Guid Person, string? Problem) Read(string? typed) =>
        !Guid.TryParse(typed?.Trim(), out var person) || person == Guid.Empty ? (Guid.Empty, typed?.Contains('@', StringComparison.Ordinal) == true ? "ProblemNoSearch" : "ProblemNoId")
        : person == caller.UserId ? (person, "ProblemOwn")
        : (person, null);

    private async Task<bool> IsKnownAsync(Guid person, CancellationToken cancellationToken)
    {
        foreach (var owner in owners)
        {
            if (await owner.KnowsAsync(person, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By it the lead sees that it is the right one.</summary>
    private async Task<string?> NameAsync(Guid person, CancellationToken cancellationToken) =>
        await db.Initiatives.Where(initiative => initiative.ContactId == person).Select(initiative => initiative.ContactName).FirstOrDefaultAsync(cancellationToken)
        ?? await db.InitiativeEvents.Where(step => step.ById == person && step.ByName != null).OrderByDescending(step => step.At).Select(step => step.ByName).FirstOrDefaultAsync(cancellationToken);

    private static RazorComponentResult<ForgetPage> Page(string? typed, string problem) => new(new { Model = new ForgetView(IsSteward: true, typed ?? "", problem) });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Somebody was forgotten; {StandIn} stands in their place.")]
        public static partial void Forgotten(ILogger logger, Guid standIn);
    }
}
