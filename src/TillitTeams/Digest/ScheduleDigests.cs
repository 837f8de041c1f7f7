using Microsoft.Extensions.Options;
using Quartz;

namespace TillitTeams.Digest;

/// <summary>
/// The trigger follows the setting, also when it was another the last time; and the clock: one that was ahead and is right again
/// would leave it waiting until then.
/// </summary>
internal sealed partial class ScheduleDigests(ISchedulerFactory schedulers, IOptions<DigestOptions> options, TimeProvider clock, ILogger<ScheduleDigests> logger)
    : BackgroundService
{
    /// <summary>Clocks of instances differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    public static TriggerKey Trigger { get; } = new(nameof(SendDigestsJob));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ScheduleAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.Interval, TimeProvider.System, stoppingToken);
            try
            {
                await KeepAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if ((await scheduler.GetTrigger(Trigger, cancellationToken))?.NextFireTimeUtc > clock.GetUtcNow() + options.Value.Interval + Margin)
        {
            await ScheduleAsync(cancellationToken);
        }
    }

    private async Task ScheduleAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var trigger = TriggerBuilder.Create()
            .WithIdentity(Trigger)
            .ForJob(new JobKey(nameof(SendDigestsJob)))
            .WithSimpleSchedule(schedule => schedule
                .WithInterval(options.Value.Interval)
                .RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NowWithRemainingCount))
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be seen whether letters are looked for on time; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
