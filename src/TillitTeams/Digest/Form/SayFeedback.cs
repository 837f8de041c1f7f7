using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using TillitTeams.Storage;

namespace TillitTeams.Digest.Form;

/// <summary>What those who answered <i>Till nytta?</i> think, in words. A number would soon be a target.</summary>
internal sealed class SayFeedback(TillitDb db, IOptions<DigestOptions> options, IStringLocalizer<DigestTexts> texts)
{
    /// <summary>What people thought before the letter became what it is now says little of it.</summary>
    private const int Weeks = 8;

    public async Task<string> SayAsync(CancellationToken cancellationToken)
    {
        var weeks = await db.DigestAnswers.AsNoTracking().Select(answer => answer.Week).Distinct().OrderByDescending(week => week).Take(Weeks).ToListAsync(cancellationToken);
        var answers = await db.DigestAnswers.AsNoTracking()
            .Where(answer => EF.Parameter(weeks).Contains(answer.Week))
            .GroupBy(answer => answer.WasUseful)
            .Select(group => new { WasUseful = group.Key, Many = group.Count() })
            .ToListAsync(cancellationToken);
        return texts[InWords(answers.Find(group => group.WasUseful)?.Many ?? 0, answers.Find(group => !group.WasUseful)?.Many ?? 0, options.Value.FewestAnswers)];
    }

    /// <returns>Key of the sentence.</returns>
    internal static string InWords(int useful, int not, int fewest) => (useful, not) switch
    {
        _ when useful + not < fewest => "FeedbackTooFew",
        (_, 0) => "FeedbackAll",
        (0, _) => "FeedbackNone",
        _ when useful >= 2 * not => "FeedbackMost",
        _ when not >= 2 * useful => "FeedbackFew",
        _ => "FeedbackMixed",
    };
}
