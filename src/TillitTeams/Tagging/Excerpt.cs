using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TillitTeams.Model;

namespace TillitTeams.Tagging;

/// <summary>The least of a message that lets people recognise it: its subject, or how its text begins.</summary>
internal static class Excerpt
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

    /// <summary>One line, without characters that are invisible or turn the direction of what follows.</summary>
    private static string OneLine(string? text)
    {
        var line = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (!TurnsOrHides(character))
            {
                line.Append(character);
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>The joiner U+200D stays: families and flags are made with it.</summary>
    private static bool TurnsOrHides(char character) => character
        is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
