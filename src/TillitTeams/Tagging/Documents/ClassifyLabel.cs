using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Documents.Pages;

namespace TillitTeams.Tagging.Documents;

/// <summary>A governance lead names a sensitivity label whose documents are not to be linked, or takes it off the list.</summary>
internal sealed class ClassifyLabel(TillitDb db, ShowSites show, TimeProvider clock)
{
    private const int NameMaxLength = 100;

    public async Task<RazorComponentResult<SitesPage>> AddAsync(string? id, string? name, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id?.Trim(), out var label) || name?.Trim() is not { Length: > 0 and <= NameMaxLength } called)
        {
            return await show.ShowAsync(canChange: true, "ProblemLabel", cancellationToken);
        }

        var labelId = label.ToString();
        if (!await db.ClassifiedLabels.AnyAsync(known => known.LabelId == labelId, cancellationToken))
        {
            var row = new ClassifiedLabel { Id = Guid.CreateVersion7(clock.GetUtcNow()), TenantId = db.TenantId, LabelId = labelId, Name = called };
            db.Add(row);
            db.Note(AuditAction.LabelAdded, row.Id, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        return await show.ShowAsync(canChange: true, problem: null, cancellationToken);
    }

    public async Task<RazorComponentResult<SitesPage>> RemoveAsync(string? id, CancellationToken cancellationToken)
    {
        if (await db.ClassifiedLabels.FirstOrDefaultAsync(label => label.LabelId == id, cancellationToken) is { } row)
        {
            db.Remove(row);
            db.Note(AuditAction.LabelRemoved, row.Id, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        return await show.ShowAsync(canChange: true, problem: null, cancellationToken);
    }
}
