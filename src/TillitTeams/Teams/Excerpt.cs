using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Model;

namespace TillitTeams.Teams;

/// <summary>The least of a message that lets people recognise it: its subject, or how its text begins.</summary>
public static class Excerpt
{
    private const char Ellipsis = '…';

    /// <returns>Null when there is nothing to read, as when the message is only a picture.</returns>
    public static string? Of(string? subject, string? body, bool isHtml)
    {
        var text = OneLine(subject);
        if (text.Length == 0)
        {
            text = isHtml ? OneLine(TextOf(body, withQuotes: false)) : OneLine(body);
        }

        if (text.Length == 0)
        {
            text = isHtml ? OneLine(TextOf(body, withQuotes: true)) : "";
        }

        return text.Length == 0 ? null : Cut(text, Link.TitleMaxLength);
    }

    /// <summary>A name that is too long loses its middle: how it begins and what kind of file it is tell most.</summary>
    public static string OfFileName(string name)
    {
        var line = OneLine(name);
        var extension = Path.GetExtension(line);
        return line.Length <= Link.TitleMaxLength || extension.Length > 10
            ? Cut(line, Link.TitleMaxLength)
            : Cut(line[..^extension.Length], Link.TitleMaxLength - extension.Length) + extension;
    }

    /// <summary>At a word where there is one, never inside what a reader sees as one character.</summary>
    internal static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var fits = 0;
        foreach (var start in StringInfo.ParseCombiningCharacters(text))
        {
            if (start > length - 1)
            {
                break;
            }

            fits = start;
        }

        var word = text.LastIndexOf(' ', fits);
        return string.Concat(text.AsSpan(0, word > length / 2 ? word : fits).TrimEnd(" ,.;:–-"), [Ellipsis]);
    }

    private static string TextOf(string? html, bool withQuotes)
    {
        var text = new StringBuilder();
        if (new HtmlParser().ParseDocument(html ?? "").Body is { } body)
        {
            Append(body, text, withQuotes);
        }

        return text.ToString();
    }

    private static void Append(INode node, StringBuilder text, bool withQuotes)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(words.Data);
                    break;
                case IElement { LocalName: "script" or "style" or "template" or "noscript" }:
                    break;
                case IElement { LocalName: "blockquote" } when !withQuotes:
                    break;
                // Teams writes emoji as pictures that carry the character.
                case IElement { LocalName: "emoji" or "img" } picture when picture.GetAttribute("alt") is { Length: <= 16 } alt
                    && !alt.Any(char.IsAsciiLetterOrDigit):
                    text.Append(alt);
                    break;
                case IElement element:
                    var block = element.LocalName is not ("a" or "at" or "b" or "strong" or "i" or "em" or "u" or "s" or "span" or "code" or "sub" or "sup" or "font");
                    text.Append(block ? " " : "");
                    Append(element, text, withQuotes);
                    text.Append(block ? " " : "");
                    break;
            }
        }
    }

    /// <summary>One line, without characters that are invisible or turn the direction of what follows, and without half ones.</summary>
    public static string OneLine(string? text)
    {
        var line = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (rune != Rune.ReplacementChar && !TurnsOrHides(rune.Value))
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>The joiner U+200D stays: families and flags are made with it.</summary>
    private static bool TurnsOrHides(int character) => character
        is 0x200B or 0x200E or 0x200F or 0x2060 or 0xFEFF or 0xFFF9 or 0xFFFA or 0xFFFB
        or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
