using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Records.Writing;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records;

/// <summary>Whoever ordered an export fetches it, as often as they like while there is time.</summary>
internal sealed class FetchRecords(TillitDb db, WriteExport write, ShowRecords show, TimeProvider clock)
{
    public async Task<IResult> FetchAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var export = await db.RecordExports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.OrderedById == db.PersonId, cancellationToken);
        var (status, problem) = export switch
        {
            null => (StatusCodes.Status404NotFound, "ProblemGone"),
            { State: RecordState.Expired } => (StatusCodes.Status410Gone, "ProblemExpired"),
            { State: RecordState.Ready } when export.ExpiresAt <= now => (StatusCodes.Status410Gone, "ProblemExpired"),
            { State: RecordState.Ready } => (StatusCodes.Status200OK, ""),
            _ => (StatusCodes.Status409Conflict, "ProblemNotReady"),
        };
        if (export is null || status != StatusCodes.Status200OK)
        {
            var page = await show.ShowAsync(isSteward: true, new RecordsInput(), cancellationToken, problem: new(problem));
            page.StatusCode = status;
            return page;
        }

        var goal = await db.Goals.AsNoTracking().FirstOrDefaultAsync(goal => goal.Id == export.GoalId, cancellationToken);
        db.Note(AuditAction.RecordFetched, export.Id, now);
        await db.SaveChangesAsync(cancellationToken);
        return new ZipAnswer(export, write, DescribeExports.FileNameOf(export, goal));
    }

    /// <summary>A failure in the middle ends the connection, so that nobody takes half of it for the whole.</summary>
    private sealed class ZipAnswer(RecordExport export, WriteExport write, string fileName) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/zip";
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            await write.WriteAsync(export, httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
