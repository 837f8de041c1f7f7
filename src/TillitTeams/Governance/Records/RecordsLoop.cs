using Microsoft.Extensions.Options;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records;

/// <summary>
/// Gathers what was ordered, for everybody whose token this instance holds. Whoever closes the page is gathered for until the
/// token ends; then the export waits until they open the page again, at any instance.
/// </summary>
internal sealed partial class RecordsLoop(
    IServiceScopeFactory scopes, ExporterTokens tokens, IOptions<RecordsOptions> options, TimeProvider clock, ILogger<RecordsLoop> logger) : BackgroundService
{
    /// <summary>Then it is said that it failed.</summary>
    private const int MostAttempts = 5;

    /// <summary>However much one has ordered, no other waits for it, whenever they come.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var under = new Dictionary<(Guid Tenant, Guid Person), Task>();
        try
        {
            while (true)
            {
                foreach (var exporter in tokens.Held)
                {
                    var whose = (exporter.TenantId, exporter.PersonId);
                    if (!under.TryGetValue(whose, out var gathering) || gathering.IsCompleted)
                    {
                        under[whose] = GatherAsync(exporter, stoppingToken);
                    }
                }

                await Task.Delay(options.Value.Interval, clock, stoppingToken);
            }
        }
        finally
        {
            // What is held is handed back before the app ends.
            await Task.WhenAll(under.Values);
        }
    }

    private async Task GatherAsync(Exporter exporter, CancellationToken cancellationToken)
    {
        try
        {
            while (await ClaimAsync(exporter, cancellationToken) is { } claim)
            {
                await GatherAsync(exporter, claim, cancellationToken);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, exporter.TenantId, exception);
        }
    }

    private async Task<ClaimedExport?> ClaimAsync(Exporter exporter, CancellationToken cancellationToken)
    {
        await using var scope = Open(exporter.TenantId, exporter.PersonId);
        var claims = scope.ServiceProvider.GetRequiredService<ClaimExports>();
        if (!tokens.Held.Contains(exporter))
        {
            return null;
        }

        if (await claims.ClaimAsync(cancellationToken) is { } claim)
        {
            return claim;
        }

        if (!await claims.AnyAsync(cancellationToken))
        {
            tokens.Forget(exporter);
        }

        return null;
    }

    private async Task GatherAsync(Exporter exporter, ClaimedExport claim, CancellationToken cancellationToken)
    {
        try
        {
            while (await StepAsync(exporter, claim, cancellationToken) == Gathered.Some)
            {
                // Each in a scope of its own: nothing of what was read is kept.
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await ReleaseAsync(exporter, claim);
            throw;
        }
        catch (Exception exception) when (IdentifyCaller.IsConsentMissing(exception) || exception is Microsoft.Identity.Client.MsalException)
        {
            // Entra takes the token no more, or does not answer: it waits until their page sends the next one.
            Log.Waits(logger, claim.Id);
            tokens.Forget(exporter);
            await ReleaseAsync(exporter, claim);
        }
        catch (Exception exception)
        {
            Log.ExportFailed(logger, claim.Id, exception);
            await using var scope = Open(exporter.TenantId, exporter.PersonId);
            await scope.ServiceProvider.GetRequiredService<GatherRecords>().FailAsync(claim, MostAttempts, cancellationToken);
        }
    }

    private async Task<Gathered> StepAsync(Exporter exporter, ClaimedExport claim, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity("gather export");
        activity?.SetTag("export.id", claim.Id);
        await using var scope = Open(exporter.TenantId, exporter.PersonId);
        if (await scope.ServiceProvider.GetRequiredService<TeamsSignOn>().SignInAsync(exporter.Token) == SignOn.Missing)
        {
            Log.Waits(logger, claim.Id);
            tokens.Forget(exporter);
            await ReleaseAsync(exporter, claim);
            return Gathered.Nothing;
        }

        return await scope.ServiceProvider.GetRequiredService<GatherRecords>().StepAsync(claim, cancellationToken);
    }

    private async Task ReleaseAsync(Exporter exporter, ClaimedExport claim)
    {
        await using var scope = Open(exporter.TenantId, exporter.PersonId);
        await scope.ServiceProvider.GetRequiredService<ClaimExports>().ReleaseAsync(claim, CancellationToken.None);
    }

    private AsyncServiceScope Open(Guid tenant, Guid person)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, person);
        return scope;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Export {ExportId} waits for whoever ordered it.")]
        public static partial void Waits(ILogger logger, Guid exportId);

        [LoggerMessage(Level = LogLevel.Error, Message = "Export {ExportId} could not be gone on with; it is tried again.")]
        public static partial void ExportFailed(ILogger logger, Guid exportId, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The exports of tenant {TenantId} could not be looked through; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
