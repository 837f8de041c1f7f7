using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Tests.Deployment.Doctor;

/// <summary>What stands in front of the app in a municipality: it speaks TLS, and hands on, or does not.</summary>
public sealed class OutsideProxy : IAsyncDisposable
{
    private static readonly string[] OfTheConnection = ["Transfer-Encoding", "Connection", "Content-Length"];

    private readonly WebApplication proxy;
    private readonly HttpClient inside = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private OutsideProxy(int port)
    {
        Url = new Uri($"https://localhost:{port}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port, listen => listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => Certificate)));
        proxy = builder.Build();
        proxy.Run(context => (Meddle ?? HandOnAsync)(context));
    }

    public Uri Url { get; }

    /// <summary>Where the app is.</summary>
    public Uri? Target { get; set; }

    public X509Certificate2 Certificate { get; set; } = LocalCertificate.Value;

    /// <summary>What it does in place of handing on; null when it does as it should.</summary>
    public RequestDelegate? Meddle { get; set; }

    public static async Task<OutsideProxy> StartAsync()
    {
        var started = new OutsideProxy(SandboxAddresses.FreePort());
        await started.proxy.StartAsync(TestContext.Current.CancellationToken);
        return started;
    }

    public static X509Certificate2 MakeCertificate(string host, int fromDay, int toDay)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var today = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(today.AddDays(fromDay), today.AddDays(toDay));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    public async Task HandOnAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(Target!, $"{context.Request.Path}{context.Request.QueryString}"));
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key is not "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        using var answer = await inside.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfTheConnection.Contains(header.Key)))
        {
            context.Response.Headers[name] = value.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        inside.Dispose();
        await proxy.StopAsync(CancellationToken.None);
        await proxy.DisposeAsync();
    }
}
