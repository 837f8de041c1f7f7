using System.Globalization;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>What stands where something ordinary is expected.</summary>
internal static class Odd
{
    /// <summary>In what is made up, so that it can be looked for where it must not stand.</summary>
    public const string Mark = "fuzzhemlis";

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "-0", "1.5", "1e400", "-1e-400", "2147483648", "-2147483649", "9223372036854775808", "18446744073709551616", "1E5", "00", "0x10",
        "123456789012345678901234567890123456789012345678901234567890", "NaN", "Infinity",
    ];

    private static readonly string[] Kinds = ["null", "true", "false", "[]", "{}", "[null]", "[[]]", "{\"id\":null}", "{\"\":\"\"}", "\"\""];

    private static readonly string[] Dates =
    [
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "2026-11-26T25:61:00Z", "2026-11-26T10:00:00+99:00", "-0001-01-01",
        "1969-12-31T23:59:59Z", "26/11/2026", "2026-W60", "2026-W00", "0000-W01", "9999-W53", "2026-W48", "24:00", "23:59:60", "08:30", "-08:30", "2026-11-26T10:00:00.123456789012Z",
    ];

    /// <summary>Each of them has broken somebody's program.</summary>
    private static readonly string[] Texts =
    [
        "\0", "a\0b", "\ud83d", "\udc4d", "a\ud83d b", "\udc4d\ud83d", "\u0001\u0002\u0007\u001b[31m", "\u202eåäö\u202c", "\u200b\u200d\ufeff", "\ufffe\uffff", "\u0085\u2028\u2029", "\r\n", "\t", " ", "   ",
        "👩‍👩‍👧‍👦", "e\u0301\u0301\u0301\u0301", "İıſß", "ａｂ", "\u00a0", "'", "\"", "' OR 1=1 --", "%", "_", "%_%", "*", "\"*\"", "NEAR(a b)", "a AND", "a:b", "a & | ! ( )", "<->", ":*", "\\", "<script>alert(1)</script>", "</at>", "<at>x</at>",
        "{0}", "{{", "${x}", "{goal}", "../../..", "/etc/passwd", "..\\..", "%00", "%2e%2e%2f", "javascript:alert(1)", "data:text/html,x", "https://", "http://[", "https://a:b@c:99999/", "//", "?", "#", "file:///etc/passwd",
        "https://vadstena.sharepoint.com/", "https://vadstena.sharepoint.com/:w:/s/x/%00", "https://teams.microsoft.com/l/message/", "https://teams.microsoft.com/l/message/%00/%00", "https://teams.microsoft.com/l/entity/x/goal/hallbar", "null", "undefined", "true", "[object Object]",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{00000000-0000-0000-0000-000000000000}", "00000000000000000000000000000000", "19:@thread.tacv2", "19:meeting_", "a:", "28:", "29:", ";messageid=", "19:x;messageid=;messageid=", "en", "sv-SE", "xx-YY-zz", "\u0131n",
        "20260101-0123456789abcdef", "638000000000000000-", "0", "-1", "1,2", ",", ",,,,", "hallbar,,hallbar", "hallbar", "tillit", "HALLBAR",
    ];

    /// <summary>Where texts are cut, searched and stored.</summary>
    private static readonly int[] Lengths = [40, 60, 80, 100, 120, 128, 150, 200, 250, 255, 256, 300, 500, 1_000, 1_024, 2_000, 2_048, 4_000];

    private static readonly string[] Ends = ["😀", "👩‍👩‍👧‍👦", "e\u0301", "\ud83d", "\r\n", "🇸🇪", "\u202e"];

    public static string Number(Random random) => Pick(random, Numbers);

    public static string Date(Random random) => Pick(random, Dates);

    public static string Kind(Random random) => Pick(random, Kinds);

    /// <param name="random">Of the change that is being made.</param>
    /// <param name="most">Of what a person could write there.</param>
    public static string Text(Random random, int most = 100_000) => random.Next(10) switch
    {
        < 5 => Pick(random, Texts),
        5 => $"{Mark} {Pick(random, Texts)} {Mark}",
        6 => Date(random),
        7 => Number(random),
        8 => AtACut(random),
        _ => Long(random, most),
    };

    /// <summary>What is cut off there is cut in two.</summary>
    private static string AtACut(Random random)
    {
        var length = Pick(random, Lengths) - random.Next(3);
        var filled = string.Concat(Enumerable.Repeat($"{Mark} ", (length / (Mark.Length + 1)) + 1))[..length];
        return $"{filled}{Pick(random, Ends)}{Pick(random, Ends)} slut";
    }

    private static string Long(Random random, int most)
    {
        var piece = Pick(random, ["a", "å", "😀", "a b ", "\0", "<b>", "(", "\"", "&nbsp;", "\n", "ord ", "\u0301", "[](", "a.", "https://a.se/ "]);
        return string.Concat(Enumerable.Repeat(piece, Math.Max(1, random.Next(most) / piece.Length)));
    }

    /// <summary>Something that is nested in itself, to a depth at which programs that call themselves end.</summary>
    public static string Deep(Random random)
    {
        var depth = Pick(random, [60, 65, 200, 1_000, 10_000]);
        var (open, close) = Pick(random, [("[", "]"), ("{\"a\":", "}"), ("[{\"body\":", "}]")]);
        return $"{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}";
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> among) => among[random.Next(among.Count)];

    /// <summary>As if typed by somebody whose hand slipped.</summary>
    public static string Slip(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(5) switch
        {
            0 => text[..at],
            1 => text.Insert(at, Pick(random, Texts)),
            2 => text.ToUpper(CultureInfo.InvariantCulture),
            3 => $"{text}{text}",
            _ => $"{Pick(random, Texts)}{text}",
        };
    }
}
