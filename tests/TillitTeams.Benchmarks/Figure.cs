using System.Globalization;

namespace TillitTeams.Benchmarks;

/// <param name="Most">What the value may be at most; null when it is there to compare with.</param>
/// <param name="Least">What it shall be at least.</param>
internal sealed record Figure(string What, double Value, string Unit, double? Most = null, double? Least = null)
{
    public bool? Holds => Most is null && Least is null ? null : !(Value > Most) && !(Value < Least);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {What} | {Value:0.###} {Unit} | {(Most is { } most ? $"≤ {most:0.###} {Unit}" : Least is { } least ? $"≥ {least:0.###} {Unit}" : "")} | {Holds switch { true => "yes", false => "**no**", null => "" }} |");

    public static double Median(IEnumerable<double> values) => Quantile(values, 0.5);

    /// <param name="part">0.99 for what all but one in a hundred are not above.</param>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        var at = part * (sorted.Count - 1);
        var below = sorted[(int)Math.Floor(at)];
        return below + ((sorted[(int)Math.Ceiling(at)] - below) * (at - Math.Floor(at)));
    }
}
