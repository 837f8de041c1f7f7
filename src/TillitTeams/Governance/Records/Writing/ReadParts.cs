using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Writing;

/// <summary>What was gathered for an export, a part at a time.</summary>
internal sealed class ReadParts(TillitDb db)
{
    /// <exception cref="InvalidOperationException">
    /// Something of it is gone, because its time ended: rather a download that fails than one that lacks something.
    /// </exception>
    public async IAsyncEnumerable<TRecord> ReadAsync<TRecord>(RecordExport export, RecordStage stage, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = await db.RecordExportParts.AsNoTracking().Where(part => part.ExportId == export.Id)
            .OrderBy(part => part.Number).Select(part => new { part.Number, part.Stage }).ToListAsync(cancellationToken);
        if (parts.Count != export.Parts)
        {
            throw new InvalidOperationException($"Not all parts of export {export.Id} are there.");
        }

        foreach (var number in parts.Where(part => part.Stage == stage).Select(part => part.Number))
        {
            var content = await db.RecordExportParts.AsNoTracking()
                .Where(part => part.ExportId == export.Id && part.Number == number)
                .Select(part => part.Content)
                .FirstOrDefaultAsync(cancellationToken) ?? throw new InvalidOperationException($"Part {number} of export {export.Id} is gone.");
            foreach (var record in PartContent.Unpack<TRecord>(content))
            {
                yield return record;
            }
        }
    }
}
