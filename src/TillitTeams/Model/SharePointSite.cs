namespace TillitTeams.Model;

/// <summary>A SharePoint site where a governance lead has had a say about the columns for goals and principles.</summary>
public sealed class SharePointSite : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <inheritdoc cref="DocumentSource.SiteId"/>
    public required string SiteId { get; init; }
    public required string Name { get; set; }

    /// <summary>What the governance lead decided.</summary>
    public bool WritesColumns { get; set; }
    public LibraryState State { get; set; }

    /// <summary>Internal names of the columns: the app's own, or ones that were there.</summary>
    public string? GoalColumn { get; set; }

    /// <inheritdoc cref="GoalColumn"/>
    public string? PrincipleColumn { get; set; }

    /// <summary>The choices as the app last wrote them: when the governance model says otherwise, they are written again.</summary>
    public string? Choices { get; set; }

    /// <summary>SharePoint is asked again at this time; whoever moves it first does the asking.</summary>
    public DateTimeOffset NextTryAt { get; set; }
    public List<SiteLibrary> Libraries { get; init; } = [];
}

/// <summary>A library of a site that is turned on: its columns, and how far its changes have been read.</summary>
public sealed class SiteLibrary : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public Guid SharePointSiteId { get; init; }
    public required string DriveId { get; init; }
    public required string ListId { get; init; }

    /// <inheritdoc cref="DocumentSource.TeamId"/>
    public string? TeamId { get; init; }

    /// <summary>Team and library, as they stand first in the place of every document here.</summary>
    public string PlaceName { get; set; } = "";
    public LibraryState State { get; set; }

    /// <summary>Where the next reading of changes begins: Graph's link of the next page, or of the next round.</summary>
    public string? DeltaLink { get; set; }

    /// <summary>What happened before this has been read; a reading from the start passes over what is older.</summary>
    public DateTimeOffset SeenUntil { get; set; }

    /// <summary>When the reading that is under way began; null between two.</summary>
    public DateTimeOffset? RoundBeganAt { get; set; }

    /// <summary>Changes are read at this time; a notification sets it to now.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <inheritdoc cref="GraphSubscription.SubscriptionId"/>
    public string? SubscriptionId { get; set; }

    /// <inheritdoc cref="GraphSubscription.ClientState"/>
    public string ClientState { get; set; } = "";
    public DateTimeOffset SubscriptionEndsAt { get; set; }
}

/// <summary>A document whose goals and principles stand both on its link and in the library's columns.</summary>
public sealed class LibraryItem : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public Guid SiteLibraryId { get; init; }

    /// <inheritdoc cref="Link.SourceKey"/>
    public required string SourceKey { get; init; }
    public required string ItemId { get; init; }
    public LibraryState State { get; set; }

    /// <summary>What both sides said when they last agreed, one name a line; null before they first met.</summary>
    public string? AgreedGoals { get; set; }

    /// <inheritdoc cref="AgreedGoals"/>
    public string? AgreedPrinciples { get; set; }

    /// <summary>The app is about to write: should it end before it can say so, what then stands there is its own doing.</summary>
    public bool IsWriting { get; set; }

    /// <summary>The version of the link that has been dealt with.</summary>
    public Guid? LinkVersion { get; set; }

    /// <summary>SharePoint's mark of the row as the app left it: the app's own change is no news.</summary>
    public string? ETag { get; set; }

    /// <summary>The two sides are to be compared, not before this; null when nothing is due.</summary>
    public DateTimeOffset? NextTryAt { get; set; }
    public int Attempts { get; set; }
}
