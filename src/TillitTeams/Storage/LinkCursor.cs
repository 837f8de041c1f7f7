using System.Globalization;

namespace TillitTeams.Storage;

/// <summary>A place in a list that is read newest first: neither a page number nor anything that tells how long the list is.</summary>
public sealed record LinkCursor(DateTimeOffset At, Guid LinkId)
{
    private const int Digits = 19;

    public static LinkCursor? Read(string? text) =>
        text?.Split('.') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParseExact(id, "N", out var linkId)
            ? new LinkCursor(new DateTimeOffset(at, TimeSpan.Zero), linkId)
            : null;

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{LinkId:N}");

    /// <summary>As it stands in the database: the order of these texts is the order of the list.</summary>
    internal string Position => $"{StartOf(At)}{ListedLinks.Key(LinkId)}";

    internal static string StartOf(DateTimeOffset at) => at.UtcTicks.ToString($"D{Digits}", CultureInfo.InvariantCulture);

    internal static LinkCursor AtPosition(string text) => new(
        new DateTimeOffset(long.Parse(text.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(text.AsSpan(Digits)));
}
