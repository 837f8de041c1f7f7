namespace TillitTeams.Model;

/// <summary>What goes after a time, by the municipality's decision.</summary>
public enum RetentionKind
{
    /// <summary>Links whose source is gone.</summary>
    GoneLinks,

    /// <summary>Initiatives that are done, with their stories.</summary>
    DoneInitiatives,

    /// <summary>The text of cards that were delivered or given up; that there was one is kept, so that it does not come again.</summary>
    CardTexts,

    /// <summary>What was chosen for letters that have ended.</summary>
    EndedLetters,
    MissedLetters,
    LetterAnswers,

    /// <summary>Channels and group chats that the app was taken out of.</summary>
    ClosedConversations,
}

/// <summary>What is decided for one kind of rows. Where there is none, what is usual holds.</summary>
public sealed class RetentionRule : ITenantRow
{
    public const int LeastDays = 7;
    public const int MostDays = 36_500;

    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public RetentionKind Kind { get; init; }

    /// <summary>They go when they have been so for this many days; null keeps them.</summary>
    public int? Days { get; set; }
    public required string DecisionReference { get; set; }
    public DateOnly DecidedOn { get; set; }

    /// <inheritdoc cref="Link.Version"/>
    public Guid Version { get; set; }

    /// <summary>
    /// Until something is decided only what nobody would miss goes; what people have told stays. A source that is gone can come
    /// back: SharePoint keeps what was deleted for 93 days (<i>Restore items in the recycle bin</i>).
    /// </summary>
    public static int? UsualDays(RetentionKind kind) => kind switch
    {
        RetentionKind.DoneInitiatives => null,
        RetentionKind.GoneLinks => 100,
        _ => 365,
    };
}

/// <summary>
/// On a day, rows of one kind went by a rule: that they did, and never which or what stood in them. Rows are added and
/// nothing else.
/// </summary>
public sealed class RetentionRun : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public DateTimeOffset At { get; init; }
    public RetentionKind Kind { get; init; }

    /// <inheritdoc cref="RetentionRule.Days"/>
    public int Days { get; init; }

    /// <summary>The decision behind the rule; null for what is usual.</summary>
    public string? DecisionReference { get; init; }
    public DateOnly? DecidedOn { get; init; }
}

/// <summary>What goes of the rows of one owner.</summary>
public interface IDisposeRows
{
    RetentionKind Kind { get; }

    /// <param name="before">What has been so since before this goes.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Within the transaction that is under way.</summary>
    /// <param name="before">What has been so since before this goes.</param>
    /// <param name="most">At once.</param>
    /// <param name="cancellationToken">Ends it; then nothing went.</param>
    /// <returns>How many went.</returns>
    Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken);
}
