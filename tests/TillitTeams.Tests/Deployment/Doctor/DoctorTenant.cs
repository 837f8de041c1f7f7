using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TillitTeams.Deployment.Doctor;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.Documents;
using Xunit;

namespace TillitTeams.Tests.Deployment.Doctor;

/// <summary>
/// A deployment with nothing wrong with it: the app behind a proxy that speaks TLS, told of changes in a channel and in
/// the library of a site that it was granted.
/// </summary>
public sealed class DoctorTenant : LibraryTenant
{
    public OutsideProxy Proxy { get; private set; } = null!;

    protected override SandboxSettings Settings => base.Settings with { PublicUrl = Proxy.Url };

    /// <summary>A file that a test can take a copy of.</summary>
    protected override IReadOnlyDictionary<string, string?> Store => new Dictionary<string, string?>();

    /// <summary>An administrator does, and so do these tests.</summary>
    protected override bool AsksGraphItself => true;

    public override async ValueTask InitializeAsync()
    {
        Proxy = await OutsideProxy.StartAsync();
        await base.InitializeAsync();
        Proxy.Target = Host.AppUrl;
        await LinkAsync(this.Root("skola/allmant"));
        await LinkedAsync("skola", "amina", "hallbar");
        Assert.Equal(2, Tenant.Read(content => content.Subscriptions.Count));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Proxy.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A token as the Azure CLI gets it for somebody who runs the directory.</summary>
    public string AdministratorsToken() => Host.Tokens.MintForUser(
        EntraTokens.GraphAudience, Tenant.Read(content => content.People.Find(person => person.IsAdministrator))!.Id, ["Application.Read.All", "Directory.Read.All"]);

    internal async Task<(IReadOnlyList<string> Lines, int Code)> ExamineAsync(Examination examination)
    {
        var settings = new Dictionary<string, string?>(Host.ProductSettings, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in examination.Settings)
        {
            settings[key] = value;
        }

        await using var app = LocalProduct.Build(settings, LocalCertificate.Value.Thumbprint, builder =>
        {
            builder.Logging.ClearProviders();
            builder.AddDoctor(new AdminToken(examination.AdminToken));
            builder.Services.Configure<SslClientAuthenticationOptions>(tls => tls.CertificateChainPolicy = Trust(examination.Trusted ?? LocalCertificate.Value));
            examination.Host?.Invoke(builder);
        });
        await using var output = new StringWriter();
        var code = await new ExamineDeployment(app.Services, new Report(output, CultureInfo.GetCultureInfo("sv"))).RunAsync(TestContext.Current.CancellationToken);
        return (output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), code);
    }

    private static X509ChainPolicy Trust(X509Certificate2 certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        return policy;
    }
}

/// <summary>One examination, and what is planted for it.</summary>
internal sealed class Examination(DoctorTenant vadstena)
{
    public DoctorTenant Vadstena => vadstena;

    public OutsideProxy Proxy => vadstena.Proxy;

    public Dictionary<string, string?> Settings { get; } = [];

    public string? AdminToken { get; set; }

    /// <summary>In the place of the proxy's own.</summary>
    public X509Certificate2? Trusted { get; set; }

    public Action<WebApplicationBuilder>? Host { get; set; }

    /// <summary>Puts things right again.</summary>
    public Action Mend { get; set; } = () => { };

    /// <summary>The subscription to the channel, as Graph has it.</summary>
    public ChangeSubscription Subscription => vadstena.Tenant.Read(content => content.Subscriptions.Single(one => one.Resource.Contains("/messages", StringComparison.Ordinal)));
}
