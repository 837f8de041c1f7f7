using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>Somebody listens there, with a certificate that Microsoft 365 would accept.</summary>
internal sealed class MeetCertificate(IOptions<TabOptions> tab, IOptions<SslClientAuthenticationOptions> trust, TimeProvider clock) : Check
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public override IReadOnlyList<Type> Needs => [typeof(ResolveName)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var address = tab.Value.PublicUrl!;
        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(address.DnsSafeHost, address.Port, cancellationToken);
        }
        catch (SocketException)
        {
            return Finding.Fault("NobodyListens", address.Authority);
        }

        return address.Scheme == Uri.UriSchemeHttps ? await MeetAsync(tcp, address, cancellationToken) : Finding.Well("PlainOnLoopback", address.Authority);
    }

    private async Task<Finding> MeetAsync(TcpClient tcp, Uri address, CancellationToken cancellationToken)
    {
        Finding? finding = null;
        await using var tls = new SslStream(tcp.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.DnsSafeHost,
                    CertificateChainPolicy = trust.Value.CertificateChainPolicy,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                    {
                        finding = Judge((X509Certificate2)certificate!, chain, errors, address.Host);
                        return finding.Verdict != Verdict.Fault;
                    },
                },
                cancellationToken);
        }
        catch (Exception broken) when (broken is AuthenticationException or IOException)
        {
            return finding ?? Finding.Fault("NoTls", address.Authority);
        }

        return finding!;
    }

    private Finding Judge(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string host)
    {
        var (now, until) = (clock.GetUtcNow(), new DateTimeOffset(certificate.NotAfter));
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return until < now ? Finding.Fault("CertificateExpired", until.UtcDateTime)
            : new DateTimeOffset(certificate.NotBefore) > now ? Finding.Fault("CertificateTooEarly", certificate.NotBefore.ToUniversalTime())
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? Finding.Fault("CertificateOfAnother", host, NamesOn(certificate) ?? name)
            : chain?.ChainStatus.Any(status => status.Status == X509ChainStatusFlags.PartialChain) == true ? Finding.Fault("CertificateWithoutChain", Issuer(certificate))
            : errors != SslPolicyErrors.None ? Finding.Fault("CertificateUntrusted", Issuer(certificate))
            : until < now + Soon ? Finding.Remark("CertificateEndsSoon", until.UtcDateTime)
            : Finding.Well("CertificateWell", host, Issuer(certificate), until.UtcDateTime);
    }

    private static string Issuer(X509Certificate2 certificate) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true);

    private static string? NamesOn(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault()?.EnumerateDnsNames().ToList() is { Count: > 0 } names
            ? string.Join(", ", names)
            : null;
}
