using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

internal enum Gathered
{
    /// <summary>There is more to come.</summary>
    Some,

    /// <summary>Graph did not answer: it is gone on with later.</summary>
    Nothing,

    /// <summary>It is ready, or somebody has cancelled it or taken it over.</summary>
    Ended,
}

/// <summary>
/// One step of an export: some records are read, trimmed to what whoever ordered it can open, and stored together with
/// how far it has come. It can be killed at any moment, and goes on from there.
/// </summary>
internal sealed class GatherRecords(
    TillitDb db, StageBatches batches, IOptions<RecordsOptions> options, TimeProvider clock)
{
    public async Task<Gathered> StepAsync(ClaimedExport claim, CancellationToken cancellationToken)
    {
        if (await db.RecordExports.FirstOrDefaultAsync(row => row.Id == claim.Id && row.Lease == claim.Lease && row.State == RecordState.Gathering, cancellationToken) is not { } export)
        {
            return Gathered.Ended;
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(export.Language);
        var batch = await batches.ReadAsync(export, cancellationToken);
        var now = clock.GetUtcNow();
        if (batch is null)
        {
            export.NextTryAt = now + options.Value.RetryAfter;
            (export.Lease, export.LeasedUntil) = (null, null);
            return await SaveAsync(Gathered.Nothing, cancellationToken);
        }

        Keep(export, batch, now);
        return await SaveAsync(export.State == RecordState.Gathering ? Gathered.Some : Gathered.Ended, cancellationToken);
    }

    /// <summary>It failed for a reason of the app's own; it is not tried for ever.</summary>
    public async Task FailAsync(ClaimedExport claim, int mostAttempts, CancellationToken cancellationToken)
    {
        if (await db.RecordExports.FirstOrDefaultAsync(row => row.Id == claim.Id && row.Lease == claim.Lease && row.State == RecordState.Gathering, cancellationToken) is { } export)
        {
            var now = clock.GetUtcNow();
            export.Attempts++;
            export.NextTryAt = now + options.Value.RetryAfter;
            (export.Lease, export.LeasedUntil) = (null, null);
            export.State = export.Attempts >= mostAttempts ? RecordState.Failed : export.State;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (await SaveAsync(Gathered.Nothing, cancellationToken) == Gathered.Nothing && export.State == RecordState.Failed)
            {
                await db.RecordExportParts.Where(part => part.ExportId == export.Id).ExecuteDeleteAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    private void Keep(RecordExport export, RecordBatch batch, DateTimeOffset now)
    {
        if (batch.Content is { } content)
        {
            db.Add(new RecordExportPart { TenantId = export.TenantId, ExportId = export.Id, Number = export.Parts++, Stage = export.Stage, Content = content });
        }

        export.LeftOut |= batch.LeftOut;
        export.Attempts = 0;
        export.ExpiresAt = now + options.Value.FetchFor;
        export.LeasedUntil = now + options.Value.Lease;
        export.After = batch.After;
        if (batch.After is not null)
        {
            export.Passed += export.Stage == RecordStage.Links ? batch.Passed : 0;
        }
        else if (export.Stage < RecordStage.Links)
        {
            export.Stage++;
        }
        else
        {
            (export.State, export.ReadyAt, export.Lease, export.LeasedUntil) = (RecordState.Ready, now, null, null);
            db.Note(AuditAction.RecordReady, export.Id, now);
        }
    }

    /// <summary>Rows that somebody else has changed in between were cancelled or taken over.</summary>
    private async Task<Gathered> SaveAsync(Gathered gathered, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return gathered;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Gathered.Ended;
        }
    }
}

/// <summary>What comes next in an export, of whichever kind.</summary>
internal sealed class StageBatches(GatherDecisions decisions, GatherInitiatives initiatives, GatherLinks links)
{
    public async Task<RecordBatch?> ReadAsync(RecordExport export, CancellationToken cancellationToken)
    {
        switch (export.Stage)
        {
            case RecordStage.Decisions:
                // At the beginning, so that it can be told from then on how far it has come.
                export.Total = await links.CountAsync(export, cancellationToken);
                return await decisions.ReadAsync(export, cancellationToken);
            case RecordStage.Initiatives:
                return await initiatives.ReadAsync(export, cancellationToken);
            default:
                return await links.ReadAsync(export, cancellationToken);
        }
    }
}
