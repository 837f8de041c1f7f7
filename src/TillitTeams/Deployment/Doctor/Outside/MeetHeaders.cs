using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>Teams and the others may frame the tab, as far as the headers that come out say; a proxy may have had its own ideas.</summary>
internal sealed class MeetHeaders(Outside outside, IOptions<TabOptions> options) : Check
{
    private const string Directive = "frame-ancestors";

    public override IReadOnlyList<Type> Needs => [typeof(MeetApp)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        using var shell = await outside.GetAsync("/tab", cancellationToken);
        var policies = shell.Headers.TryGetValues("Content-Security-Policy", out var values) ? values.SelectMany(value => value.Split(',')).ToList() : [];
        // Where a policy says who may frame the page, browsers look at nothing else (Content Security Policy Level 3, "Relation to X-Frame-Options").
        var added = shell.Headers.TryGetValues("X-Frame-Options", out var framing) ? string.Join(", ", framing) : null;
        if (added is not null && policies.TrueForAll(policy => Ancestors(policy) is null))
        {
            return Finding.Fault("FrameOptionsAdded", added);
        }

        if (policies.Count == 0)
        {
            return Finding.Fault("NoPolicy");
        }

        // Where there are several, a browser obeys each of them.
        var missing = policies.ConvertAll(Ancestors).Where(allowed => allowed is not null)
            .SelectMany(allowed => Ancestors(Expected)!.Except(allowed!, StringComparer.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return missing.Count > 0 ? Finding.Fault("AncestorsReplaced", string.Join(", ", missing)).See("microsoftteams/platform/tabs/how-to/tab-requirements")
            : !policies.Contains(Expected, StringComparer.Ordinal) ? Finding.Remark("PolicyChanged")
            : added is not null ? Finding.Remark("FrameOptionsIgnored", added)
            : Finding.Well("HeadersWell");
    }

    private string Expected => SecurityHeaders.PolicyFor(options.Value);

    /// <summary>Whom the policy lets frame the page; null where it says nothing of it.</summary>
    private static IReadOnlyList<string>? Ancestors(string policy) =>
        policy.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault(part => part.StartsWith(Directive, StringComparison.OrdinalIgnoreCase))
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
}
