using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Chaos;

/// <summary>
/// For some seconds at a time one of Microsoft's services throttles, refuses, is slow, breaks off or loses its answers, as
/// the dice fall; then it is fair for a while.
/// </summary>
internal sealed class Weather(Faults faults, int seed)
{
    private static readonly CloudService[] Services = [CloudService.Graph, CloudService.Connector, CloudService.Entra];
    private static readonly FaultKind[] Kinds = [FaultKind.Throttle, FaultKind.Unavailable, FaultKind.Slow, FaultKind.Drop, FaultKind.LoseAnswer];

    private readonly Random dice = new(seed);

    /// <summary>How often it turned.</summary>
    public int Storms { get; private set; }

    public async Task TurnAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (TimeProvider.System.GetUtcNow() < until)
        {
            await WaitAsync(cancellationToken);
            var kinds = Kinds.Where(_ => dice.Next(2) == 0).DefaultIfEmpty(FaultKind.Unavailable).ToList();
            faults.Storm(Services[dice.Next(Services.Length)], new Random(dice.Next()), dice.NextDouble() / 2, kinds);
            Storms++;
            await WaitAsync(cancellationToken);
            faults.Clear();
        }
    }

    private Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromMilliseconds(dice.Next(300, 3000)), TimeProvider.System, cancellationToken);
}
