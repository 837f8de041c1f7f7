using System.Linq.Expressions;

namespace TillitTeams.Model;

public enum LinkKind
{
    Message,
    Document,
    Page,
}

public enum SourceState
{
    Live,
    Edited,
    Gone,
}

/// <summary>
/// A conversation, document or page tied to goals and principles. It holds a reference and the least
/// excerpt: never a message body or a file.
/// </summary>
public sealed class Link : ITenantRow
{
    public const int TitleMaxLength = 120;
    public const int WhyMaxLength = 1000;

    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public LinkKind Kind { get; init; }

    /// <summary>What makes the source one and the same however it was reached; unique per tenant.</summary>
    public required string SourceKey { get; init; }

    /// <summary>Where the message stands; null for documents and pages.</summary>
    public MessageSource? Message { get; init; }

    /// <summary>Where the document lies; null for messages and pages.</summary>
    public DocumentSource? Document { get; init; }
    public required string WebUrl { get; set; }
    public required string Title { get; set; }

    /// <summary>The names of team and channel, of the chat, or of site and folders, as they were when it was last looked at.</summary>
    public required string PlaceName { get; set; }

    /// <summary>The team or the chat that the source lies in, or <see cref="DocumentSource.Elsewhere"/>; whoever is in none sees nothing of it.</summary>
    public required string ContainerId { get; init; }

    /// <summary>
    /// Within the container, the channel or the chat of a message; of a document the container itself. The database
    /// works it out.
    /// </summary>
    public string PlaceId { get; private init; } = "";
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>"Vad betyder det här för invånarna?", in the tagger's own words.</summary>
    public string? Why { get; set; }

    /// <summary>Who wrote it as it stands, and could open the source when they did.</summary>
    public Guid? WhyById { get; set; }
    public Guid TaggedById { get; init; }
    public DateTimeOffset TaggedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public SourceState State { get; set; }

    /// <summary>Something may have happened to the source: it is to be read again, not before this.</summary>
    public DateTimeOffset? CheckAt { get; set; }
    public Guid? InitiativeId { get; set; }
    public List<LinkGoal> Goals { get; init; } = [];
    public List<LinkPrinciple> Principles { get; init; } = [];

    /// <summary>Changes on every save, so that two people tagging at once are noticed and merged.</summary>
    public Guid Version { get; set; }

    /// <summary>Those whose source went before this, as far as is known just now.</summary>
    public static Expression<Func<Link, bool>> GoneBefore(DateTimeOffset time) => link => link.State == SourceState.Gone && link.CheckAt == null && link.ChangedAt < time;
}

public sealed class LinkGoal : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid LinkId { get; init; }
    public Guid GoalId { get; init; }
}

public sealed class LinkPrinciple : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid LinkId { get; init; }
    public Guid PrincipleId { get; init; }
}
