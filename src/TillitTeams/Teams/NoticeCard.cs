using System.Globalization;

namespace TillitTeams.Teams;

/// <summary>One sentence of the product's own, where there is nothing to fill in.</summary>
public static class NoticeCard
{
    public static AdaptiveCard Build(string sentence) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = sentence,
        Body = [new TextBlock(sentence)],
    };
}
