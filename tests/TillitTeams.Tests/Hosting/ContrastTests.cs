using System.Globalization;
using System.Text.RegularExpressions;
using TillitTeams.Model;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>Whatever colour a goal has, everything beside it can be read: by WCAG 2.2's own arithmetic, from the tokens that the pages use.</summary>
public sealed partial class ContrastTests
{
    private const double Text = 4.5;
    private const double Graphics = 3;

    private static readonly Dictionary<string, Dictionary<string, string>> Themes = ReadThemes();

    public static TheoryData<string, ItemColour> All
    {
        get
        {
            var all = new TheoryData<string, ItemColour>();
            foreach (var theme in Themes.Keys)
            {
                foreach (var colour in Enum.GetValues<ItemColour>())
                {
                    all.Add(theme, colour);
                }
            }

            return all;
        }
    }

    [Fact]
    public void There_are_three_themes() => Assert.Equal(["contrast", "dark", "light"], Themes.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public void A_goals_colour_can_be_read_on_its_own_ground_and_on_the_pages(string theme, ItemColour colour)
    {
        var (hue, ground) = ($"hue{(int)colour}", $"hue{(int)colour}-bg");

        Assert.All(
            [
                // A tag, a heading, a sign and the filled sign of the overview; a principle's tag stands on the page.
                (hue, ground, Text), (ground, hue, Graphics), (hue, "bg1", Text), (hue, "bg-page", Text),
                // What else stands on a goal's ground.
                ("fg1", ground, Text), ("fg2", ground, Text), ("link", ground, Text),
            ],
            pair => Assert.True(
                Ratio(Themes[theme][pair.Item1], Themes[theme][pair.Item2]) >= pair.Item3,
                $"{theme}: {pair.Item1} on {pair.Item2} is {Ratio(Themes[theme][pair.Item1], Themes[theme][pair.Item2]):0.00} to 1."));
    }

    [Theory]
    [InlineData("#000", "#fff", 21)]
    [InlineData("#777", "#fff", 4.48)]
    public void The_arithmetic_is_WCAGs(string one, string other, double expected) => Assert.Equal(expected, Ratio(one, other), 2);

    private static Dictionary<string, Dictionary<string, string>> ReadThemes()
    {
        var style = File.ReadAllText(Repository.File("src", "TillitTeams", "Frontend", "styles", "tokens.css"));
        var light = Colours(Block(style, ":root {"));
        return new(StringComparer.Ordinal)
        {
            ["light"] = light,
            ["dark"] = With(light, Block(style, ":root[data-theme=\"dark\"] {")),
            ["contrast"] = With(light, Block(style, ":root[data-theme=\"contrast\"] {")),
        };
    }

    private static Dictionary<string, string> With(Dictionary<string, string> light, string block)
    {
        var all = new Dictionary<string, string>(light, StringComparer.Ordinal);
        foreach (var (name, value) in Colours(block))
        {
            all[name] = value;
        }

        return all;
    }

    private static string Block(string style, string start)
    {
        var at = style.IndexOf(start, StringComparison.Ordinal);
        return style[at..style.IndexOf('}', at)];
    }

    private static Dictionary<string, string> Colours(string block) =>
        Token().Matches(block).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.Ordinal);

    private static double Ratio(string one, string other)
    {
        double[] light = [Luminance(one), Luminance(other)];
        return (light.Max() + 0.05) / (light.Min() + 0.05);
    }

    private static double Luminance(string colour)
    {
        var digits = colour.TrimStart('#');
        digits = digits.Length == 3 ? string.Concat(digits.Select(digit => $"{digit}{digit}")) : digits;
        var parts = Enumerable.Range(0, 3)
            .Select(at => int.Parse(digits.AsSpan(at * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))
            .ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex("--(?<name>[a-z0-9-]+): (?<value>#[0-9a-f]{3,6});", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
