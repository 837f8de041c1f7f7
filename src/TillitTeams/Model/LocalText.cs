using System.Globalization;

namespace TillitTeams.Model;

/// <summary>A text in the two languages of the product. Swedish is the authoritative one.</summary>
public sealed record LocalText(string Sv, string En)
{
    public string In(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "en" && En.Length > 0 ? En : Sv;
}
