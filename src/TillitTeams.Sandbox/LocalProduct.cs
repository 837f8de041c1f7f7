using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox;

/// <summary>The product as it is, told to look for Microsoft 365 in a local tenant and to trust that one's certificate.</summary>
public static class LocalProduct
{
    private const string TrustingClient = "local-tenant";

    /// <summary>Leaves the console to the address and to what goes wrong.</summary>
    internal static IReadOnlyDictionary<string, string?> Quiet { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logging:LogLevel:Microsoft.Identity.Web"] = "Error",
        // A retry is no trouble, and what still fails in the end the product tells by itself.
        ["Logging:LogLevel:Polly"] = "None",
    };

    internal static IReadOnlyDictionary<string, string?> Configure(
        SandboxSettings settings, SandboxAddresses addresses, SandboxTenant tenant, AppRegistration registration)
    {
        var configuration = new Dictionary<string, string?>(Quiet, StringComparer.OrdinalIgnoreCase)
        {
            ["Urls"] = addresses.AppUrl.GetLeftPart(UriPartial.Authority),
            ["AzureAd:Instance"] = addresses.CloudUrl.ToString(),
            ["AzureAd:TenantId"] = tenant.Id.ToString(),
            ["AzureAd:ClientId"] = registration.ClientId.ToString(),
            ["AzureAd:ClientCredentials:0:SourceType"] = "ClientSecret",
            ["AzureAd:ClientCredentials:0:ClientSecret"] = registration.ClientSecret,
            ["Graph:BaseUrl"] = addresses.GraphUrl.ToString(),
            ["Bot:MetadataAddress"] = addresses.BotMetadataUrl.ToString(),
            ["Bot:ServiceUrlHosts:0"] = addresses.CloudUrl.Host,
            ["Storage:ConnectionString"] = settings.DataDirectory is null
                ? $"Data Source={Path.Combine(Path.GetTempPath(), $"tillit-{Guid.NewGuid():N}.db")}"
                : $"Data Source={Path.Combine(settings.DataDirectory, "tillitteams.db")}",
            ["Tab:HostOrigins:0"] = addresses.ClientUrl.GetLeftPart(UriPartial.Authority),
            ["Teams:AppId"] = registration.TeamsAppId.ToString(),
            ["Municipality:Name"] = tenant.DisplayName,
            ["Tab:PublicUrl"] = (settings.PublicUrl ?? addresses.AppUrl).ToString(),
        };
        foreach (var (key, value) in settings.AppSettings)
        {
            configuration[key] = value;
        }

        return configuration;
    }

    /// <param name="configuration">What <see cref="SandboxHost.ProductSettings"/> says; empty when the environment says it.</param>
    /// <param name="thumbprint">The certificate that the tenant's services show.</param>
    /// <param name="host">Adds what belongs to whoever hosts it.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> configuration, string thumbprint, Action<WebApplicationBuilder>? host = null) =>
        TillitTeams.Program.Build([.. configuration.Where(setting => setting.Value is not null).Select(setting => $"--{setting.Key}={setting.Value}")], builder =>
        {
            Host(builder, thumbprint);
            host?.Invoke(builder);
        });

    /// <summary>A command of the product, or the product itself; its settings are in the environment.</summary>
    public static Task<int> RunAsync(string[] args, string thumbprint) => TillitTeams.Program.RunAsync(args, builder => Host(builder, thumbprint));

    private static void Host(WebApplicationBuilder builder, string thumbprint)
    {
        builder.WebHost.UseStaticWebAssets();
        Trust(builder.Services, thumbprint);
    }

    /// <summary>The three places that reach for Entra: MSAL and Graph, the token validation, and its issuer check.</summary>
    private static void Trust(IServiceCollection services, string thumbprint)
    {
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => LocalCertificate.CreateTrustingHandler(thumbprint)));
        services.AddHttpClient(TrustingClient);
        services.Configure<AadIssuerValidatorOptions>(options => options.HttpClientName = TrustingClient);
        services.ConfigureAll<JwtBearerOptions>(options => options.BackchannelHttpHandler = LocalCertificate.CreateTrustingHandler(thumbprint));
    }
}
