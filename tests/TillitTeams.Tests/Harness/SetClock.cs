namespace TillitTeams.Tests.Harness;

/// <summary>Goes as fast as any clock, from whatever time it is set to.</summary>
public sealed class SetClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
