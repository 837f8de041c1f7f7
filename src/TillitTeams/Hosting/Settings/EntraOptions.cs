using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Abstractions;
using Microsoft.Identity.Client;
using Microsoft.Identity.Web;

namespace TillitTeams.Hosting;

/// <summary>
/// How Entra knows the app. Microsoft.Identity.Web reads the section itself; this much of it must be right for the app
/// to do anything at all.
/// </summary>
[AlsoReadBy(typeof(MicrosoftIdentityApplicationOptions), typeof(MicrosoftIdentityOptions), typeof(ConfidentialClientApplicationOptions), typeof(JwtBearerOptions))]
public sealed class EntraOptions
{
    public const string Section = "AzureAd";

    [Required]
    [SecureAddress]
    public Uri? Instance { get; init; }

    [Required]
    [NotZero]
    public Guid? TenantId { get; init; }

    [Required]
    [NotZero]
    public Guid? ClientId { get; init; }

    /// <summary>Tried in this order.</summary>
    [MinLength(1)]
    public IList<EntraCredential> ClientCredentials { get; init; } = [];
}

/// <summary>One way for the app to prove itself (<em>Using certificates and other credentials with Microsoft.Identity.Web</em>).</summary>
[AlsoReadBy(typeof(CredentialDescription))]
public sealed class EntraCredential
{
    [Required]
    public CredentialSource? SourceType { get; init; }

    /// <summary>Of a managed identity that is the app's own rather than its host's.</summary>
    [NotZero]
    public Guid? ManagedIdentityClientId { get; init; }

    [NeededFor(CredentialSource.KeyVault)]
    [SecureAddress]
    public Uri? KeyVaultUrl { get; init; }

    [NeededFor(CredentialSource.KeyVault)]
    public string? KeyVaultCertificateName { get; init; }

    [NeededFor(CredentialSource.Path)]
    [FileToRead]
    public string? CertificateDiskPath { get; init; }

    public string? CertificatePassword { get; init; }

    [NeededFor(CredentialSource.StoreWithThumbprint, CredentialSource.StoreWithDistinguishedName)]
    public string? CertificateStorePath { get; init; }

    [NeededFor(CredentialSource.StoreWithThumbprint)]
    public string? CertificateThumbprint { get; init; }

    [NeededFor(CredentialSource.StoreWithDistinguishedName)]
    public string? CertificateDistinguishedName { get; init; }

    [FileToRead]
    public string? SignedAssertionFileDiskPath { get; init; }

    [NeededFor(CredentialSource.ClientSecret)]
    public string? ClientSecret { get; init; }
}

/// <summary>Some kinds of credential cannot do without it.</summary>
internal sealed class NeededForAttribute(params CredentialSource[] sources) : SettingRule
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is null or "" && ((EntraCredential)validationContext.ObjectInstance).SourceType is { } source && sources.Contains(source)
            ? new WrongSetting("NeededFor", source.ToString())
            : ValidationResult.Success;

    protected override WrongSetting? Judge(object value, object settings) => null;
}

/// <summary>Names other classes that read the same section: what they know is no spelling mistake.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AlsoReadByAttribute(params Type[] types) : Attribute
{
    public IEnumerable<Type> Types => types;
}
