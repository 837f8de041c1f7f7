using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TillitTeams.Hosting;

/// <summary>
/// Traces, metrics and logs over OTLP, to where <see cref="Endpoint"/> says; without it, nothing is gathered.
/// The other <c>OTEL_…</c> variables mean what OpenTelemetry says (<em>OpenTelemetry Protocol Exporter</em>).
/// </summary>
public static class Telemetry
{
    internal const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Name = "TillitTeams";

    /// <summary>For what the app does of its own accord: what it is asked has a trace already.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    internal static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[Endpoint]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Name, serviceVersion: typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion))
            .WithTracing(traces => traces
                .AddSource(Name)
                .AddAspNetCoreInstrumentation(asked => asked.Filter = http => !http.Request.Path.StartsWithSegments(Health.Root, StringComparison.Ordinal))
                .AddHttpClientInstrumentation()
                .AddProcessor(new KeepShapesOnly()))
            .WithMetrics(metrics => metrics
                .AddMeter(Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation())
            .WithLogging(null, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>Whatever an instrumentation writes down of addresses, ours and others'.</summary>
    private sealed class KeepShapesOnly : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.GetTagItem("url.full") is string full)
            {
                data.SetTag("url.full", Uri.TryCreate(full, UriKind.Absolute, out var url) ? UrlShape.Of(url) : null);
            }

            if (data.GetTagItem("url.path") is string path)
            {
                data.SetTag("url.path", UrlShape.OfPath(path));
            }

            // Of a query not even the names say anything that the route does not; of a browser, what sets it apart from others.
            data.SetTag("url.query", null);
            data.SetTag("user_agent.original", null);
        }
    }
}
