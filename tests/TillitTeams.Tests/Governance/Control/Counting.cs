using System.Globalization;
using System.Text.RegularExpressions;

namespace TillitTeams.Tests.Governance.Control;

/// <summary>Finds amounts and scoring in what people read: in digits, and in words of both languages.</summary>
internal static partial class Counting
{
    private static readonly string[] SwedishUnits = ["", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"];
    private static readonly string[] SwedishTens = ["", "tio", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"];
    private static readonly string[] SwedishTeens = ["tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"];
    private static readonly string[] EnglishUnits = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    private static readonly string[] EnglishTens = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    private static readonly string[] EnglishTeens =
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];

    /// <summary>The amounts that a text says.</summary>
    /// <param name="amounts">Each below 1,000.</param>
    public static IEnumerable<string> AmountsIn(string text, IEnumerable<int> amounts) => amounts
        .SelectMany(Ways)
        .Where(way => Regex.IsMatch(text, $@"(?<![\w-]|§ ){way}(?![\w-])", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)));

    public static IEnumerable<string> ScoringIn(string text) => Scoring().Matches(text).Select(match => match.Value);

    private static IEnumerable<string> Ways(int amount)
    {
        yield return amount.ToString(CultureInfo.InvariantCulture);
        var (hundreds, rest) = (amount / 100, amount % 100);
        var (swedish, english) = (Below100(rest, SwedishUnits, SwedishTens, SwedishTeens, ""), Below100(rest, EnglishUnits, EnglishTens, EnglishTeens, "[- ]"));
        yield return hundreds > 0 ? $"({SwedishUnits[hundreds]})?hundra{swedish}" : swedish;
        yield return hundreds > 0 ? $"({EnglishUnits[hundreds]}|a) hundred( and)? ?{english}" : english;
    }

    private static string Below100(int rest, string[] units, string[] tens, string[] teens, string between) => rest switch
    {
        < 10 => units[rest],
        < 20 => teens[rest - 10],
        _ => $"{tens[rest / 10]}{(rest % 10 > 0 ? between : "")}{units[rest % 10]}",
    };

    [GeneratedRegex(
        @"%|\b(poäng\w*|rank(ning|ing|ad)\w*|ranks?|ranked|rangordn\w*|topplist\w*|resultattavl\w*|procent\w*|percent\w*|scor(e|es|ed|ing)|leaderboard\w*|flest|mest aktiv\w*|most active|betyg\w*)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scoring();
}
