using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TillitTeams.Tests.Language;

/// <summary>Every word that people read stands in a resource file, in both languages, and none stands there in vain.</summary>
public sealed partial class LanguageTests
{
    private static readonly string Product = Repository.File("src", "TillitTeams");

    public static TheoryData<string> Resources =>
        [.. Sources(".resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Product, file))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Both_languages_have_the_same_keys_and_the_same_holes_to_fill(string file)
    {
        var (swedish, english) = (Read(file), Read(file.Replace(".resx", ".en.resx", StringComparison.Ordinal)));

        Assert.Equal(swedish.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(swedish, text => Assert.Equal(Holes(text.Value), Holes(english[text.Key])));
        Assert.All(swedish.Values.Concat(english.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.All(english.Values, text => Assert.DoesNotMatch(SwedishLetter(), text.Replace("Vadstena", "", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void No_key_is_there_in_vain(string file)
    {
        // A key may be put together: $"Problem{problem}" needs every Problem…, and $"{problem}Title" every …Title.
        var folder = Path.GetDirectoryName(Path.Combine(Product, file))!;
        var texts = Path.GetFileNameWithoutExtension(file);
        var words = Sources(".cs", ".razor")
            .Where(source => source.StartsWith(folder, StringComparison.Ordinal) || File.ReadAllText(source).Contains(texts, StringComparison.Ordinal))
            .SelectMany(source => Literal().Matches(File.ReadAllText(source)).Select(match => match.Groups["text"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var patterns = words.Where(word => word.Contains('{', StringComparison.Ordinal) && AnyLetter().IsMatch(Hole().Replace(word, "")))
            .Select(word => new Regex($"^{Hole().Replace(Regex.Escape(word).Replace("\\{", "{", StringComparison.Ordinal), "[A-Za-z]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .ToList();

        Assert.DoesNotContain(Read(file).Keys, key => !words.Contains(key) && !patterns.Exists(pattern => pattern.IsMatch(key)));
    }

    public static TheoryData<string> Code => [.. Sources(".cs", ".razor", ".ts").Select(file => Path.GetRelativePath(Product, file))];

    [Theory]
    [MemberData(nameof(Code))]
    public void No_Swedish_is_written_in_code(string file)
    {
        var lines = File.ReadAllText(Path.Combine(Product, file));
        var code = Comments().Replace(lines, match => match.Value.StartsWith('"') ? match.Value : "");

        Assert.DoesNotMatch(SwedishLetter(), code);
        Assert.DoesNotMatch(SwedishWord(), code);
    }

    private static IEnumerable<string> Sources(params string[] endings) => Directory.EnumerateFiles(Product, "*", SearchOption.AllDirectories)
        .Where(file => endings.Contains(Path.GetExtension(file)))
        .Where(file => !Path.GetRelativePath(Product, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot" or "Migrations"));

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Product, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static string Holes(string text) => string.Join(',', Hole().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    /// <summary>Looked for from every quotation mark on: in Razor, one literal stands inside another.</summary>
    [GeneratedRegex("\"(?=(?<text>[^\"\\r\\n]+)\")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("[A-Za-z]", RegexOptions.None, 1000)]
    private static partial Regex AnyLetter();

    [GeneratedRegex("[åäöÅÄÖ]", RegexOptions.None, 1000)]
    private static partial Regex SwedishLetter();

    /// <summary>Words that no English text has.</summary>
    [GeneratedRegex(@"\b(och|inte|eller|koppla|koppling|kopplat|visa|spara|avbryt|kommunen|kommunens|invånarna|samtal|principer|ta bort|det är|försök)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SwedishWord();

    /// <summary>Strings are matched too, so that what looks like a comment inside one is kept.</summary>
    [GeneratedRegex(@"""(\\.|[^""\\\r\n])*""|//[^\r\n]*|/\*.*?\*/|@\*.*?\*@", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comments();
}
