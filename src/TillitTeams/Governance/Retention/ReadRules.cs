using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Retention;

/// <param name="Days">Null where rows are kept.</param>
/// <param name="Reference">The decision behind it; null together with <paramref name="DecidedOn"/> for what is usual.</param>
/// <param name="Version">Empty for what is usual.</param>
internal sealed record Rule(RetentionKind Kind, int? Days, string? Reference, DateOnly? DecidedOn, Guid Version)
{
    public static Rule Usual(RetentionKind kind) => new(kind, RetentionRule.UsualDays(kind), null, null, Guid.Empty);

    /// <summary>What has been so since before this goes; null where nothing does.</summary>
    public DateTimeOffset? Limit(DateTimeOffset now) => Days is { } days ? now.AddDays(-days) : null;
}

/// <summary>The rules that hold: what is decided, and elsewhere what is usual.</summary>
internal sealed class ReadRules(TillitDb db)
{
    public async Task<Rule> OfAsync(RetentionKind kind, CancellationToken cancellationToken) =>
        await db.RetentionRules.AsNoTracking().FirstOrDefaultAsync(rule => rule.Kind == kind, cancellationToken) is { } decided
            ? new Rule(kind, decided.Days, decided.DecisionReference, decided.DecidedOn, decided.Version)
            : Rule.Usual(kind);
}
