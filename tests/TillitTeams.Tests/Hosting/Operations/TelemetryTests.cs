using System.Text;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Permissions;
using TillitTeams.Tests.Tagging.Documents;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>What whoever runs the app can follow from Teams through Graph and back, without learning whom it is about.</summary>
public sealed class TelemetryTests(TelemetryTests.Traced vadstena) : IClassFixture<TelemetryTests.Traced>
{
    public sealed class Traced : LibraryTenant
    {
        private OtlpCollector? collector;

        internal OtlpCollector Collector => collector!;

        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?>(
            [
                .. base.Settings.AppSettings,
                .. WatchedLogs.Levels.Select(level => KeyValuePair.Create(level.Key.Replace("Watched", "OpenTelemetry", StringComparison.Ordinal), level.Value)),
                new("OTEL_EXPORTER_OTLP_ENDPOINT", Collector.Url.ToString()),
                new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ]),
        };

        public override async ValueTask InitializeAsync()
        {
            collector = await OtlpCollector.StartAsync();
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Collector.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    [Fact]
    public async Task Everything_the_app_does_can_be_followed_and_nothing_of_it_says_who_or_what()
    {
        await new EveryGraphAct(vadstena).DoAsync();
        using var viewer = vadstena.AppClient("amina");
        using var answer = await viewer.GetAsync("views/goal/hallbar?q=hemligheten", TestContext.Current.CancellationToken);
        var reference = answer.Headers.GetValues("X-Correlation-Id").Single();
        var secrets = await vadstena.InStorage(db => WatchedLogs.SecretsAsync(vadstena.Tenant, vadstena.Host.App.ClientSecret, db, TestContext.Current.CancellationToken));
        // What is still held is sent when the app ends.
        await vadstena.Host.StopAppAsync(TestContext.Current.CancellationToken);

        var (traces, metrics, logs) = (Text("traces"), Text("metrics"), Text("logs"));
        Assert.Contains("GET /views/goal/{code}", traces, StringComparison.Ordinal);
        Assert.Contains("/v1.0/teams/{id}/channels/{id}/messages/{id}", traces, StringComparison.Ordinal);
        Assert.Contains("deliver card", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("tillitteams.deliveries", metrics, StringComparison.Ordinal);
        Assert.Contains("TillitTeams", logs, StringComparison.Ordinal);
        Assert.All((string[])[traces, metrics, logs], sent =>
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, sent, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("hemligheten", sent, StringComparison.Ordinal);
            Assert.DoesNotMatch(WatchedLogs.Token(), sent);
        });
        Assert.True(vadstena.Collector.Of("traces").AsSpan().IndexOf(Convert.FromHexString(reference)) >= 0, "The page's reference leads to no trace.");
        Assert.Contains(Guid.ParseExact(reference, "N").ToString(), vadstena.Host.GraphRecord.Traces);
    }

    private string Text(string signal) => Encoding.UTF8.GetString(vadstena.Collector.Of(signal));
}
