namespace TillitTeams.Sandbox.Tenant;

/// <summary>An app's notice in a person's activity feed.</summary>
/// <param name="Texts">The manifest's template text, filled in, by language.</param>
/// <param name="WebUrl">A Teams deep link.</param>
public sealed record FeedActivity(
    Guid PersonId, string Type, string Topic, string WebUrl, IReadOnlyDictionary<string, string> Texts, string? Preview, DateTimeOffset At);
