using System.Globalization;
using System.Text;

namespace TillitTeams.Governance;

/// <summary>Makes the code of something new out of its name: <c>Ökad läslust</c> is <c>okad-laslust</c>. It stands in addresses and never changes.</summary>
internal static class NameCode
{
    private const int MostCharacters = 40;

    /// <param name="name">In Swedish.</param>
    /// <param name="otherwise">When the name has no letter that an address takes.</param>
    /// <param name="taken">Codes of the others.</param>
    public static string Of(string name, string otherwise, IReadOnlyCollection<string> taken)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        var code = plain.ToString(0, Math.Min(plain.Length, MostCharacters)).Trim('-');
        code = code.Length == 0 ? otherwise : code;
        return Enumerable.Range(1, taken.Count + 1).Select(at => at == 1 ? code : $"{code}-{at}").First(each => !taken.Contains(each));
    }
}
