using TillitTeams.Model;

namespace TillitTeams.Tagging;

/// <summary>What is being linked.</summary>
/// <param name="Title">A message's subject or how its text begins; a document's name.</param>
internal abstract record Tagged(string WebUrl, string Title, string PlaceName, DateTimeOffset OccurredAt)
{
    public abstract LinkKind Kind { get; }

    public abstract string Key { get; }

    public abstract string ContainerId { get; }
}

/// <summary>A message: everything in it comes from what Teams signed, or from Graph as the person reads it.</summary>
/// <param name="Source">Where it stands.</param>
internal sealed record TaggedMessage(
    MessageSource Source, string WebUrl, string Title, string PlaceName, DateTimeOffset OccurredAt, bool IsDeleted)
    : Tagged(WebUrl, Title, PlaceName, OccurredAt)
{
    /// <summary>The documents that came with it, which can be linked by themselves.</summary>
    public IReadOnlyList<OfferedDocument> Documents { get; init; } = [];

    public bool IsInChannel => Source.ChannelId is not null;

    public override LinkKind Kind => LinkKind.Message;

    public override string Key => Source.Key;

    public override string ContainerId => Source.ContainerId;
}

/// <summary>A document, as Graph just showed it to the person.</summary>
/// <param name="Source">Where it lies.</param>
internal sealed record TaggedDocument(DocumentSource Source, string WebUrl, string Title, string PlaceName, DateTimeOffset OccurredAt)
    : Tagged(WebUrl, Title, PlaceName, OccurredAt)
{
    public override LinkKind Kind => LinkKind.Document;

    public override string Key => Source.Key;

    public override string ContainerId => Source.ContainerId;
}
