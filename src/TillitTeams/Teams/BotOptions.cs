using System.ComponentModel.DataAnnotations;
using TillitTeams.Hosting;

namespace TillitTeams.Teams;

public sealed class BotOptions
{
    public const string Section = "Bot";

    /// <summary>Where the Bot Connector's signing keys are found (<i>Bot Connector authentication</i>).</summary>
    [Required]
    [SecureAddress]
    public Uri MetadataAddress { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>
    /// Hosts that may be called back with the app's token; a leading <c>*.</c> means any host below. Empty
    /// means those of Teams in the public cloud.
    /// </summary>
    [HostName]
    public IList<string> ServiceUrlHosts { get; init; } = [];

    /// <summary>The largest activity that is read, in bytes. A message in Teams holds at most about 100 KB.</summary>
    [Range(16 * 1024, 4 * 1024 * 1024)]
    public int BodyLimit { get; init; } = 256 * 1024;

    /// <summary>Teams shows an error of its own after about 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan InvokeLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long Graph may take at the compose box, as the person there, before the answer does without it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    [NotLongerThan(nameof(InvokeLimit))]
    public TimeSpan ComposeLimit { get; init; } = TimeSpan.FromSeconds(3);
}

public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The app's id in its package.</summary>
    public Guid AppId { get; init; }

    /// <summary>The id that an organisation's catalogue gives an app that was uploaded to it (<i>teamsApp resource type</i>).</summary>
    [NotZero]
    public Guid? CatalogId { get; init; }

    /// <summary>What a deep link names the app by (<i>Deep link to an application</i>, App ID for different types of apps).</summary>
    internal Guid LinkedId => CatalogId ?? AppId;

    /// <summary>For the package: the tenant's SharePoint, whose links Teams asks the app about.</summary>
    public string? SharePointHost { get; init; }

    /// <summary>For the package: a higher version than the manifest's own, for Teams to take settings that have changed.</summary>
    public string? PackageVersion { get; init; }
}
