namespace TillitTeams.Digest.Letter;

/// <summary>In the order of what tells most.</summary>
internal enum ToldKind
{
    /// <summary>An initiative is done, and this is what residents gained.</summary>
    Gained,
    SupportAsked,
    Started,
    Learned,
    Conversation,
    Document,
}

/// <summary>Something that happened in the week, in the words of those who did it.</summary>
/// <param name="Words">What residents gain, what support is asked for, what was learned, or why it was linked.</param>
/// <param name="Url">Where it can be read: the source itself, or the initiative's page.</param>
internal sealed record Told(ToldKind Kind, string Title, string? Words, string Url, IReadOnlyCollection<Guid> Goals, DateTimeOffset At);
