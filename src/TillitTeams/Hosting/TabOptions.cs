using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Hosting;

public sealed class TabOptions
{
    public const string Section = "Tab";

    /// <summary>
    /// Origins that may show the tab in a frame besides Microsoft's own hosts: <c>https://intranet.example</c>.
    /// </summary>
    public IList<string> HostOrigins { get; init; } = [];
}

public sealed class MunicipalityOptions
{
    public const string Section = "Municipality";

    [Required]
    public string Name { get; init; } = "Vadstena kommun";

    /// <summary>An IANA name: dates are shown as people there count them.</summary>
    [Required]
    public string TimeZone { get; init; } = "Europe/Stockholm";
}
