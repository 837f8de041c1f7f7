using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

/// <summary>Full-text search in what a link says: its title, its <i>why</i> and where it lies.</summary>
public static class LinkSearch
{
    private const int MostWords = 8;

    /// <summary>
    /// As many of the newest are read in turns, for as long as the words look common enough to fill a page by it. The index of words
    /// knows all links that have them at once and in no order, while the newest of them stand right here.
    /// </summary>
    private static readonly int[] Turns = [60, 60, 180];

    /// <summary>The newest that have all the words, each at least as the beginning of one.</summary>
    /// <param name="words">From <see cref="WordsIn"/>, and at least one.</param>
    public static async Task<List<LinkCursor>> NewestWithAsync(
        this TillitDb db, IReadOnlyList<string> words, ListRange range, CancellationToken cancellationToken)
    {
        var found = new List<LinkCursor>();
        var (left, seen) = (range, 0);
        foreach (var turn in Turns)
        {
            var read = await db.NewestAsync(left with { Count = turn }, cancellationToken);
            found.AddRange(await db.WithAsync(words, read, cancellationToken));
            if (found.Count >= range.Count || read.Count < turn)
            {
                return [.. found.Take(range.Count)];
            }

            left = left with { After = read[^1] };
            seen += turn;
            if (found.Count * Turns.Sum() <= range.Count * seen)
            {
                break;
            }
        }

        return [.. found, .. await db.IndexedAsync(words, left with { Count = range.Count - found.Count }, cancellationToken)];
    }

    /// <summary>The words that somebody looks for. The rest of what they wrote means nothing, to us or to the index.</summary>
    public static IReadOnlyList<string> WordsIn(string? text) => [.. Tokens(text).Take(MostWords)];

    /// <summary>Whether the texts together have all the words, as the index would say.</summary>
    internal static bool Say(IReadOnlyList<string> words, params IEnumerable<string?> texts)
    {
        var said = texts.SelectMany(Tokens).ToList();
        return words.All(word => said.Exists(token => token.StartsWith(word, StringComparison.Ordinal)));
    }

    private static async Task<List<LinkCursor>> WithAsync(
        this TillitDb db, IReadOnlyList<string> words, List<LinkCursor> positions, CancellationToken cancellationToken)
    {
        var saying = db.Queries.LinksSaying(words, [.. positions.Select(position => position.LinkId).Distinct()]) is { } asked
            ? await db.Links.FromSql(asked).Select(link => link.Id).ToHashSetAsync(cancellationToken)
            : await db.SayingAsync(words, positions, cancellationToken);
        return positions.FindAll(position => saying.Contains(position.LinkId));
    }

    private static async Task<HashSet<Guid>> SayingAsync(
        this TillitDb db, IReadOnlyList<string> words, List<LinkCursor> positions, CancellationToken cancellationToken)
    {
        var texts = await db.LinksAt(positions)
            .Select(link => new { link.Id, link.Title, link.Why, link.PlaceName })
            .ToListAsync(cancellationToken);
        return [.. texts.Where(link => Say(words, link.Title, link.Why, link.PlaceName)).Select(link => link.Id)];
    }

    private static async Task<List<LinkCursor>> IndexedAsync(
        this TillitDb db, IReadOnlyList<string> words, ListRange range, CancellationToken cancellationToken)
    {
        var found = await db.Database.SqlQuery<string>(db.Queries.LinksWith(db.TenantId, words, range)).ToListAsync(cancellationToken);
        return found.ConvertAll(LinkCursor.AtPosition);
    }

    /// <summary>As FTS5's <c>unicode61</c> takes a text apart: letters and digits in lower case, with the marks that belong to them.</summary>
    private static IEnumerable<string> Tokens(string? text)
    {
        var token = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (IsPartOfWord(Rune.GetUnicodeCategory(rune), token.Length > 0))
            {
                // By way of capitals, letters meet that are written differently at the end of a word.
                token.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
            }
            else if (token.Length > 0)
            {
                yield return token.ToString();
                token.Clear();
            }
        }

        if (token.Length > 0)
        {
            yield return token.ToString();
        }
    }

    private static bool IsPartOfWord(UnicodeCategory category, bool withinWord) => category switch
    {
        <= UnicodeCategory.OtherLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse => true,
        UnicodeCategory.NonSpacingMark => withinWord,
        _ => false,
    };
}
