using System.Globalization;

namespace TillitTeams.Benchmarks;

/// <param name="Most">What the value may be at most; null when it is there to compare with.</param>
internal sealed record Figure(string What, double Value, string Unit, double? Most = null)
{
    public bool? Holds => Most is { } most ? Value <= most : null;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {What} | {Value:0.###} {Unit} | {(Most is { } most ? $"≤ {most:0.###} {Unit}" : "")} | {Holds switch { true => "yes", false => "**no**", null => "" }} |");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
