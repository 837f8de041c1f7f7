using System.Globalization;
using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TillitTeams.Model;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>What is kept of a message is short, whole, and nothing but its words.</summary>
public sealed class ExcerptTests
{
    /// <summary>What a reader sees as one character each, however many it is made of.</summary>
    private static readonly string[] Characters =
    [
        "a", "B", "å", "ö", "7", " ", ",", ".", "–", "<", ">", "&", "\"", "*", "_", "[", "]", "\u00a0", "e\u0301", "o\u0308\u0323",
        "👍", "👍🏽", "👩‍👩‍👧‍👦", "🇸🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "한", "ไม่", "漢", "\r\n", "\t", "\0", "\u0007", "\u001b", "\u200b", "\u202e", "\ufeff",
    ];

    private static readonly string[] Pieces =
    [
        "<p>", "</p>", "<div>", "<b>", "</b>", "<br>", "<script>", "</script>", "<style>", "<!--", "-->", "<at id=\"0\">", "</at>", "<a href=\"https://x\">", "</a>",
        "<img alt=\"👍\">", "<img alt=\"hund\" src=\"x\">", "<emoji alt=\"🎉\"></emoji>", "<blockquote>", "</blockquote>", "&lt;", "&amp;", "&nbsp;", "&#x202e;", "&#0;", "<", ">",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Characters).ListOf().Select(string.Concat).Resize(300).ToArbitrary();

    private static readonly Arbitrary<string> Html = Gen.OneOf(Gen.Elements(Characters), Gen.Elements(Pieces)).ListOf().Select(string.Concat).Resize(300).ToArbitrary();

    /// <summary>Any UTF-16 at all, halves of surrogate pairs included.</summary>
    private static readonly Arbitrary<string> Garbage = Gen.Choose(0, char.MaxValue).Select(code => (char)code).ListOf().Select(string.Concat).Resize(300).ToArbitrary();

    [Fact]
    public void An_excerpt_is_one_line_of_at_most_120_characters_and_whole_ones()
    {
        Holds(Texts, text => IsSound(Excerpt.Of(null, text, isHtml: false)));
        Holds(Texts, text => IsSound(Excerpt.Of(text, null, isHtml: true)));
        Holds(Html, html => IsSound(Excerpt.Of(null, html, isHtml: true)));
        Holds(Garbage, text => IsSound(Excerpt.Of(text, text, isHtml: true)));
    }

    [Fact]
    public void What_was_written_as_text_reads_the_same_however_it_was_marked_up() => Holds(Texts, text =>
        Excerpt.Of(null, $"<div><p>{WebUtility.HtmlEncode(text.Replace("\0", "", StringComparison.Ordinal))}</p></div>", isHtml: true)
            == Excerpt.Of(null, text.Replace("\0", "", StringComparison.Ordinal), isHtml: false));

    [Fact]
    public void An_excerpt_begins_as_its_text_does_and_is_cut_between_what_a_reader_sees_as_characters() => Holds(Texts, text =>
    {
        var whole = Excerpt.Cut(text, int.MaxValue);
        var cut = Excerpt.Cut(text, Link.TitleMaxLength);
        return cut == whole
            || (cut.EndsWith('…') && whole.StartsWith(cut[..^1], StringComparison.Ordinal)
                && StringInfo.ParseCombiningCharacters(whole).Contains(cut.Length - 1));
    });

    [Fact]
    public void Cutting_again_changes_nothing() => Holds(Texts, text =>
        Excerpt.Of(text, null, isHtml: false) is var once && (once is null || Excerpt.Of(once, null, isHtml: false) == once));

    [Theory]
    [InlineData("Rubrik", "<p>Text</p>", "Rubrik")]
    [InlineData("  ", "<p>Rad ett</p><p>rad&nbsp;två</p>", "Rad ett rad två")]
    [InlineData(null, "<blockquote>Citat</blockquote><p>Svar</p>", "Svar")]
    [InlineData(null, "<blockquote>Bara citat</blockquote>", "Bara citat")]
    [InlineData(null, "<p>Hej <at id=\"0\">Amina</at>!</p>", "Hej Amina!")]
    [InlineData(null, "<p>Tack<emoji id=\"like\" alt=\"👍\"></emoji></p>", "Tack👍")]
    [InlineData(null, "<img alt=\"skärmbild\" src=\"https://x\">", null)]
    [InlineData(null, "<script>alert(1)</script><style>p{}</style>", null)]
    [InlineData(null, "<p>1 &lt; 2 &amp; &lt;b&gt;</p>", "1 < 2 & <b>")]
    [InlineData(null, null, null)]
    public void Subject_first_then_words_of_ones_own_then_what_was_quoted(string? subject, string? body, string? excerpt) =>
        Assert.Equal(excerpt, Excerpt.Of(subject, body, isHtml: true));

    private static bool IsSound(string? excerpt) =>
        excerpt is null
        || (excerpt.Length is > 0 and <= Link.TitleMaxLength
            && !excerpt.Any(char.IsControl)
            && !excerpt.Contains("  ", StringComparison.Ordinal)
            && excerpt == excerpt.Trim()
            && IsWellFormed(excerpt)
            && !excerpt.Any(character => character is '\u200b' or '\ufeff' or >= '\u202a' and <= '\u202e'));

    private static bool IsWellFormed(string text) => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true) is var strict
        && Record.Exception(() => strict.GetBytes(text)) is null;

    private static void Holds(Arbitrary<string> texts, Func<string, bool> rule) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(texts, rule));
}
