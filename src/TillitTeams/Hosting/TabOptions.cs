using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Hosting;

public sealed class TabOptions
{
    public const string Section = "Tab";

    /// <summary>
    /// The app's address as Microsoft 365 reaches it: for Graph's notifications, and for the app's pages in
    /// dialogs. Null leaves both off, and then a page learns of edits and deletions when it reads the messages for its viewer.
    /// </summary>
    [BareAddress]
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Origins that may show the tab in a frame besides Microsoft's own hosts: <c>https://intranet.example</c>.
    /// </summary>
    [Origin]
    public IList<string> HostOrigins { get; init; } = [];
}

public sealed class MunicipalityOptions
{
    public const string Section = "Municipality";

    [Required]
    public string Name { get; init; } = "Vadstena kommun";

    /// <summary>An IANA name: dates are shown as people there count them.</summary>
    [Required]
    [TimeZoneName]
    public string TimeZone { get; init; } = "Europe/Stockholm";
}
