using TillitTeams.Tests.Digest;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Outbox;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace TillitTeams.Tests.Harness;

/// <summary>What sends very many cards at Teams' limits takes minutes and mostly waits: begun first, it is done when the others are.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(KilledDigestTests), nameof(KilledOutboxTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Long.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
