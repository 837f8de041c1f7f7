using System.Diagnostics.Metrics;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Outbox;

/// <summary>Whether cards get where they are to be, and in time. Nothing says whose they are.</summary>
internal static class DeliveryMetrics
{
    private static readonly Counter<long> Tried = Telemetry.Meter.CreateCounter<long>("tillitteams.deliveries", description: "Cards that were tried to be delivered, by how it went.");

    private static readonly Histogram<double> Late = Telemetry.Meter.CreateHistogram<double>("tillitteams.delivery.delay", "s", "How long after it was due a card was in Teams.");

    public static void Note(Delivery row, Verdict verdict, DateTimeOffset now)
    {
        Tried.Add(1, new KeyValuePair<string, object?>("outcome", verdict.GetType().Name));
        if (verdict is Verdict.Delivered)
        {
            Late.Record((now - row.DueAt).TotalSeconds);
        }
    }
}
