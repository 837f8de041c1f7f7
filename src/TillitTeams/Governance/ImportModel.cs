using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance;

/// <summary>
/// Brings the council's decision in on the first start of the home tenant. A model that is already
/// stored is left as it is: from then on it is changed in the product, not in the file.
/// </summary>
internal sealed partial class ImportModel(
    IServiceScopeFactory scopes, IOptions<GovernanceOptions> options, AllowedTenants tenants, TimeProvider clock, ILogger<ImportModel> logger)
    : IHostedService
{
    private const string Bundled = "vadstena.json";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (tenants.Home is not { } tenantId)
        {
            Log.NoHomeTenant(logger);
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenantId, Guid.Empty);
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
        // Of several instances that start at once on an empty database, one is first, and the others find what it brought in.
        if (await db.SaveMergedAsync(token => ImportAsync(scope.ServiceProvider, tenantId, token), cancellationToken) > 0)
        {
            Log.Imported(logger, tenantId);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>How many rows there are of it.</returns>
    private async Task<int> ImportAsync(IServiceProvider services, Guid tenantId, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<TillitDb>();
        if (await db.Goals.AnyAsync(cancellationToken) || await db.Principles.AnyAsync(cancellationToken))
        {
            return 0;
        }

        await using var stream = Open();
        var file = await ModelFile.ReadAsync(stream, options.Value.ModelFile ?? Bundled, cancellationToken);
        var nothing = new GovernanceModel([], []);
        services.GetRequiredService<ApplyImport>().Apply(PlanImport.Of(file, nothing), nothing, ModelActor.FirstFile);
        db.Initiatives.AddRange((file.Initiatives ?? []).Select(initiative => NewInitiative(tenantId, initiative)));
        return await db.SaveChangesAsync(cancellationToken);
    }

    private Stream Open()
    {
        if (options.Value.ModelFile is not { Length: > 0 } path)
        {
            return typeof(ImportModel).Assembly.GetManifestResourceStream(Bundled)!;
        }

        return File.Exists(path)
            ? File.OpenRead(path)
            : throw new WrongSettings([new SettingFault(CheckSettings.Key(typeof(GovernanceOptions), nameof(GovernanceOptions.ModelFile)), "NoFile", [path])]);
    }

    private Initiative NewInitiative(Guid tenantId, ModelFile.OngoingInitiative initiative) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        TenantId = tenantId,
        Title = initiative.Title,
        ResidentsGain = initiative.ResidentsGain,
        State = InitiativeState.Ongoing,
        StartedAt = clock.GetUtcNow(),
        ChangedAt = clock.GetUtcNow(),
        Version = Guid.NewGuid(),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The governance model of tenant {TenantId} was imported")]
        public static partial void Imported(ILogger logger, Guid tenantId);

        [LoggerMessage(LogLevel.Warning, "AzureAd:TenantId is not one tenant's id, so no governance model was imported")]
        public static partial void NoHomeTenant(ILogger logger);
    }
}
