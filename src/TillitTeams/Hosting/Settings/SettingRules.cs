using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace TillitTeams.Hosting;

/// <summary>A rule on a setting, in a list on each of its entries, that says what is wrong in words of its own.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class SettingRule : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null ? ValidationResult.Success : Judge(value, validationContext.ObjectInstance);

    protected abstract WrongSetting? Judge(object value, object settings);
}

/// <param name="text">An entry of <see cref="SettingsTexts"/>.</param>
/// <param name="with">What stands in its gaps, after the value itself.</param>
internal sealed class WrongSetting(string text, params IReadOnlyList<string> with) : ValidationResult(text)
{
    public IReadOnlyList<string> With { get; } = with;
}

/// <summary>Where the app or a service is found: over TLS, except on this computer.</summary>
internal sealed class SecureAddressAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) => IsSecure((Uri)value) ? null : new("NotSecureAddress");

    internal static bool IsSecure(Uri address) =>
        address is { IsAbsoluteUri: true, Host.Length: > 0, UserInfo: "" } && (address.Scheme == Uri.UriSchemeHttps || address is { Scheme: "http", IsLoopback: true });
}

/// <summary>An address whose paths are the app's own.</summary>
internal sealed class BareAddressAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) => (Uri)value switch
    {
        var address when !SecureAddressAttribute.IsSecure(address) => new("NotSecureAddress"),
        { PathAndQuery: "/", Fragment: "" } => null,
        var address => new("NotBareAddress", address.GetLeftPart(UriPartial.Authority)),
    };
}

/// <summary>As Content Security Policy names who may frame a page: scheme, host and port, the host's first part a star if need be.</summary>
internal sealed partial class OriginAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) => Origin().IsMatch((string)value) ? null : new("NotAnOrigin");

    [GeneratedRegex(@"^(https://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|http://(localhost|127\.0\.0\.1))(:\d{1,5})?\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Origin();
}

/// <summary>A host alone, its first part a star if need be.</summary>
internal sealed partial class HostNameAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) => HostName().IsMatch((string)value) ? null : new("NotAHost");

    [GeneratedRegex(@"^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HostName();
}

/// <summary>An id that somebody has put in the place of the sample's.</summary>
internal sealed class NotZeroAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) => (Guid)value == Guid.Empty ? new("OnlyZeros") : null;
}

/// <summary>At most as long as another time of the same class.</summary>
internal sealed class NotLongerThanAttribute(string other) : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) =>
        (TimeSpan)value <= (TimeSpan)settings.GetType().GetProperty(other)!.GetValue(settings)! ? null : new("TooLong", CheckSettings.Key(settings.GetType(), other));
}

internal sealed class TimeZoneNameAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings) => TimeZoneInfo.TryFindSystemTimeZoneById((string)value, out _) ? null : new("NoTimeZone");
}

/// <summary>A file that is there and may be read.</summary>
internal sealed class FileToReadAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings)
    {
        try
        {
            using var file = File.OpenRead((string)value);
            return null;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(unread is FileNotFoundException or DirectoryNotFoundException ? "NoFile" : "UnreadableFile");
        }
    }
}
