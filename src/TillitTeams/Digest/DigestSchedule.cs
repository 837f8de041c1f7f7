using Quartz;
using TillitTeams.Storage;

namespace TillitTeams.Digest;

/// <summary>
/// Quartz keeps what it runs and when in the product's own database, in tables that it makes itself. A run that
/// was due while the app was down is made once when it comes up.
/// </summary>
internal static class DigestSchedule
{
    public static void AddDigestSchedule(this WebApplicationBuilder builder)
    {
        var store = builder.Stores();
        builder.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(kept =>
            {
                if (store == StorageProvider.PostgreSql)
                {
                    kept.UsePostgres(source => source.UseRegisteredDataSource = true);
                    kept.UseClustering();
                }
                else
                {
                    kept.UseSqlite(source => source.UseRegisteredDataSource = true);
                }

                kept.ProvisionSchema();
            });
            quartz.UseDefaultThreadPool(maxConcurrency: 1);
            quartz.AddJob<SendDigestsJob>(job => job.WithIdentity(nameof(SendDigestsJob)).StoreDurably());
        });
        builder.Services.AddHostedService<ScheduleDigests>();
        builder.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
    }
}
