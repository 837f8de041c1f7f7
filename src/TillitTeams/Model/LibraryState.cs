namespace TillitTeams.Model;

/// <summary>How far the app has come with a site, a library or one document's columns, or what stands in its way.</summary>
public enum LibraryState
{
    /// <summary>Not asked yet.</summary>
    Waiting,

    /// <summary>The columns are there; of a document: both sides say the same.</summary>
    Ready,

    /// <summary>No administrator has granted the app the site (<c>Sites.Selected</c>).</summary>
    NotGranted,

    /// <summary>The grant lets the app write, but not make columns.</summary>
    MayNotManage,

    /// <summary>A column of the same name is something else.</summary>
    ColumnTaken,

    /// <summary>The library takes no changes from the app.</summary>
    ReadOnly,

    /// <summary>Checked out, open elsewhere, or kept unchanged by a retention label.</summary>
    Locked,

    /// <summary>Deleted, or moved to another library.</summary>
    Gone,

    /// <summary>SharePoint said no in a way that waiting does not help.</summary>
    Refused,

    /// <summary>SharePoint was slow, throttled or down.</summary>
    Silent,
}
