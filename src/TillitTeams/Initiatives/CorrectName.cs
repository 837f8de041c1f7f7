using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>Somebody has another name now than when they did something: it is written as Entra says it.</summary>
internal sealed class CorrectName(TillitDb db, RewriteName rewrite, Caller caller, TimeProvider clock)
{
    /// <param name="name">As the person's token has it; where it has none there is nothing to correct by.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<RedirectHttpResult> CorrectAsync(string? name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return TypedResults.Redirect("/views/personal");
        }

        await db.SaveMergedAsync(token => WriteAsync(name, token), cancellationToken);
        return TypedResults.Redirect("/views/personal?said=SaidNameCorrected");
    }

    private async Task<int> WriteAsync(string name, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var person = caller.UserId;
        var touched = await db.InitiativeEvents.Where(step => step.ById == person && step.ByName != name).Select(step => step.InitiativeId)
            .Union(db.Initiatives.Where(initiative => initiative.ContactId == person && initiative.ContactName != name).Select(initiative => initiative.Id))
            .ToListAsync(cancellationToken);
        await rewrite.RunAsync(person, new PersonAs(person, name), cancellationToken);
        foreach (var initiative in touched)
        {
            db.Note(AuditAction.NameCorrected, initiative, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return touched.Count;
    }
}
