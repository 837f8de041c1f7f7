using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox;

/// <summary>
/// A certificate for localhost whose key lives in this process only, and the trust for it: by thumbprint, and
/// for loopback alone, so that nothing the app asks for leaves the machine.
/// </summary>
public static class LocalCertificate
{
    private static readonly Lazy<X509Certificate2> Made = new(Make);

    public static X509Certificate2 Value => Made.Value;

    public static HttpMessageHandler CreateTrustingHandler() => CreateTrustingHandler(Value.Thumbprint);

    public static HttpMessageHandler CreateTrustingHandler(string thumbprint) => new LoopbackOnly
    {
        InnerHandler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is X509Certificate2 shown && shown.Thumbprint == thumbprint,
            },
            // The app's own client would be told of cookies otherwise; Microsoft's services keep none for it.
            UseCookies = false,
        },
    };

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(today.AddDays(-1), today.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private sealed class LoopbackOnly : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri switch
            {
                { IsLoopback: true } => base.SendAsync(request, cancellationToken),
                { AbsolutePath: "/common/discovery/instance" } discovery => Task.FromResult(KnowOnlyTheAskedFor(discovery)),
                var other => throw new HttpRequestException($"The local tenant does not reach {other?.Host}."),
            };

        /// <summary>MSAL asks the public cloud which hosts an authority goes by before it asks the authority itself.</summary>
        private static HttpResponseMessage KnowOnlyTheAskedFor(Uri discovery)
        {
            var authority = new Uri(QueryHelpers.ParseQuery(discovery.Query)["authorization_endpoint"].ToString());
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = JsonContent.Create(new JsonObject
                {
                    ["tenant_discovery_endpoint"] = new Uri(authority, $"{authority.Segments[1]}v2.0/.well-known/openid-configuration").ToString(),
                    ["api-version"] = "1.1",
                    ["metadata"] = new JsonArray(new JsonObject
                    {
                        ["preferred_network"] = authority.Authority,
                        ["preferred_cache"] = authority.Authority,
                        ["aliases"] = new JsonArray(authority.Authority),
                    }),
                }),
            };
        }
    }
}
