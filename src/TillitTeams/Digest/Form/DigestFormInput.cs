using System.Globalization;

namespace TillitTeams.Digest.Form;

/// <summary>What the form sends.</summary>
/// <param name="Weekday">Null when it is none.</param>
/// <param name="At">Null when it is no time of day.</param>
/// <param name="Goals">Codes.</param>
/// <param name="Teams">Entra group ids.</param>
internal sealed record DigestFormInput(
    DigestAddress Address, DayOfWeek? Weekday, TimeOnly? At, string Language, bool PausesOverHolidays, IReadOnlyList<string> Goals, IReadOnlyList<string> Teams)
{
    public const string TimeFormat = "HH:mm";

    /// <summary>As people write times in Sweden and elsewhere.</summary>
    private static readonly string[] TimeFormats = [TimeFormat, "H:mm", "HH.mm", "H.mm"];

    public static DigestFormInput Read(IFormCollection form) => new(
        new DigestAddress(form["channel"]),
        Enum.TryParse<DayOfWeek>(form["weekday"], out var weekday) && Enum.IsDefined(weekday) ? weekday : null,
        TimeOnly.TryParseExact(form["time"].ToString().Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null,
        form["language"] == "en" ? "en" : "sv",
        form["pause"] == "true",
        [.. form["goals"].OfType<string>()],
        [.. form["teams"].OfType<string>()]);
}
