using System.Globalization;

namespace TillitTeams.Hosting;

/// <summary>Words for somebody else than whoever is asking, such as a channel: in the language spoken there.</summary>
public static class SpokenLanguage
{
    /// <summary><c>sv</c> or <c>en</c>: what whoever is asking speaks.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <param name="language"><c>sv</c> or <c>en</c>.</param>
    public static T Say<T>(string language, Func<T> say)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }
}
