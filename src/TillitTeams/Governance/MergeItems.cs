using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

using EndResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.EndFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.EndConfirmPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <summary>
/// One goal or principle ends and another takes its place: what is linked to it follows, or stays. All or nothing.
/// What else is of other slices is written by them alone; that a council makes one of two is no act of theirs, and
/// concerns all that points at an item in one moment. So it is done here, in this file and in no other.
/// </summary>
internal sealed class MergeItems(TillitDb db, PreviewEnd preview, ReadModel read, NoteChanges note, EndedItem ended)
{
    public async Task<EndResults> MergeAsync(EndInput input, CancellationToken cancellationToken)
    {
        var said = await db.SaveMergedAsync(token => TryAsync(input, token), cancellationToken);
        return said is null ? await preview.ShowAsync(input, isChanged: true, cancellationToken) : await ended.ShowAsync(said, cancellationToken);
    }

    private async Task<string?> TryAsync(EndInput input, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var model = await read.ReadAsync(cancellationToken);
        if (model.Find(input.Kind, input.Code) is not { } item || model.Find(input.Kind, input.Into) is not { } into
            || item.Version != input.Version || preview.ProblemsIn(input, item, model).Count > 0)
        {
            return null;
        }

        var before = item.ValidTo;
        (item.ValidTo, item.MergedIntoId, item.Version) = (ItemDraft.DayIn(input.LastDay), into.Id, Guid.NewGuid());
        note.Merged(item, into, input.LinksFollow, before, input.Decision);
        await db.SaveChangesAsync(cancellationToken);
        if (input.LinksFollow)
        {
            // Once begun it is done, also when whoever asked does not wait for it: years of links take some seconds.
            await (item.Kind == ItemKind.Goal ? MoveGoalAsync(item.Id, into.Id, CancellationToken.None) : MovePrincipleAsync(item.Id, into.Id, CancellationToken.None));
        }

        await transaction.CommitAsync(CancellationToken.None);
        return ended.SayMerged(item, into, input.LinksFollow);
    }

    /// <summary>
    /// Rows are put in and taken out, never changed where they are: that is what the lists of links are kept by. Each
    /// version that changes tells an open form, and whoever keeps SharePoint's columns, that something happened.
    /// </summary>
    private async Task MoveGoalAsync(Guid from, Guid to, CancellationToken cancellationToken)
    {
        var version = Guid.NewGuid();
        await db.Links.Where(link => link.Goals.Any(tag => tag.GoalId == from)).ExecuteUpdateAsync(update => update.SetProperty(link => link.Version, version), cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO LinkGoals (TenantId, LinkId, GoalId) SELECT TenantId, LinkId, {to} FROM LinkGoals AS moved
            WHERE GoalId = {from} AND TenantId = {db.TenantId} AND NOT EXISTS (SELECT 1 FROM LinkGoals WHERE LinkId = moved.LinkId AND GoalId = {to})
            """,
            cancellationToken);
        // What somebody links at this very moment has not been put in, and is not taken out.
        await db.LinkGoals.Where(tag => tag.GoalId == from && db.LinkGoals.Any(moved => moved.LinkId == tag.LinkId && moved.GoalId == to)).ExecuteDeleteAsync(cancellationToken);

        foreach (var initiative in await db.Initiatives.Include(row => row.Goals).Where(row => row.Goals.Any(tag => tag.GoalId == from)).ToListAsync(cancellationToken))
        {
            initiative.Goals.RemoveAll(tag => tag.GoalId == from);
            initiative.Version = version;
            if (!initiative.Goals.Exists(tag => tag.GoalId == to))
            {
                initiative.Goals.Add(new InitiativeGoal { TenantId = initiative.TenantId, InitiativeId = initiative.Id, GoalId = to });
            }
        }

        foreach (var letter in await db.DigestSubscriptions.Include(row => row.Goals).Where(row => row.Goals.Any(chosen => chosen.GoalId == from)).ToListAsync(cancellationToken))
        {
            letter.Goals.RemoveAll(chosen => chosen.GoalId == from);
            letter.Version = version;
            if (!letter.Goals.Exists(chosen => chosen.GoalId == to))
            {
                letter.Goals.Add(new DigestGoal { TenantId = letter.TenantId, SubscriptionId = letter.Id, GoalId = to });
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <inheritdoc cref="MoveGoalAsync"/>
    private async Task MovePrincipleAsync(Guid from, Guid to, CancellationToken cancellationToken)
    {
        var version = Guid.NewGuid();
        await db.Links.Where(link => link.Principles.Any(tag => tag.PrincipleId == from)).ExecuteUpdateAsync(update => update.SetProperty(link => link.Version, version), cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO LinkPrinciples (TenantId, LinkId, PrincipleId) SELECT TenantId, LinkId, {to} FROM LinkPrinciples AS moved
            WHERE PrincipleId = {from} AND TenantId = {db.TenantId} AND NOT EXISTS (SELECT 1 FROM LinkPrinciples WHERE LinkId = moved.LinkId AND PrincipleId = {to})
            """,
            cancellationToken);
        // What somebody links at this very moment has not been put in, and is not taken out.
        await db.LinkPrinciples.Where(tag => tag.PrincipleId == from && db.LinkPrinciples.Any(moved => moved.LinkId == tag.LinkId && moved.PrincipleId == to)).ExecuteDeleteAsync(cancellationToken);

        foreach (var initiative in await db.Initiatives.Include(row => row.Principles).Where(row => row.Principles.Any(tag => tag.PrincipleId == from)).ToListAsync(cancellationToken))
        {
            var moved = initiative.Principles.Find(tag => tag.PrincipleId == from)!;
            initiative.Principles.Remove(moved);
            initiative.Version = version;
            if (initiative.Principles.Find(tag => tag.PrincipleId == to) is not { } known)
            {
                initiative.Principles.Add(new InitiativePrinciple { TenantId = initiative.TenantId, InitiativeId = initiative.Id, PrincipleId = to, How = moved.How });
            }
            else if (moved.How is { } how && how != known.How)
            {
                known.How = Join(known.How, how);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Nobody's words are lost: what is too long together is said by the initiative's form to whoever changes it next.</summary>
    private static string Join(string? known, string moved) => known is null ? moved : $"{known} {moved}";
}
