using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace TillitTeams.Deployment.Doctor;

internal static class DoctorWiring
{
    /// <summary>In the order that they are made in.</summary>
    public static IReadOnlyList<Type> Checks { get; } =
    [
        typeof(ResolveName), typeof(MeetCertificate), typeof(MeetApp), typeof(MeetHeaders), typeof(ReachBot), typeof(ReachNotifications),
        typeof(FindTenant), typeof(CompareClocks), typeof(TakeGraphToken), typeof(ComparePermissions), typeof(CompareRegistration), typeof(CompareConsent),
        typeof(TakeBotToken), typeof(ReadBotKeys), typeof(NameTeamsApp), typeof(OpenDatabase), typeof(WriteDatabase), typeof(FindSpace),
        typeof(CompareSubscriptions), typeof(OpenSites), typeof(ReadTimeZone), typeof(ReachTelemetry),
    ];

    public static void AddDoctor(this WebApplicationBuilder builder, AdminToken adminToken)
    {
        // What .NET would fetch by itself, the Bot Connector and Graph need not; a certificate once fetched is kept, so nothing here may.
        builder.Services.PostConfigure<SslClientAuthenticationOptions>(tls =>
        {
            tls.CertificateChainPolicy ??= new X509ChainPolicy();
            tls.CertificateChainPolicy.DisableCertificateDownloads = true;
            tls.CertificateChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        });
        builder.Services.AddHttpClient<Outside>()
            .ConfigurePrimaryHttpMessageHandler(services => new SocketsHttpHandler
            {
                // Microsoft follows no redirect, and remembers no cookie.
                AllowAutoRedirect = false,
                UseCookies = false,
                SslOptions = { CertificateChainPolicy = services.GetRequiredService<IOptions<SslClientAuthenticationOptions>>().Value.CertificateChainPolicy },
            });
        builder.Services.AddSingleton(adminToken);
        builder.Services.AddScoped<AppTokens>();
        builder.Services.AddSingleton<DeclaredApp>();
        foreach (var check in Checks)
        {
            builder.Services.AddScoped(check);
        }
    }
}
