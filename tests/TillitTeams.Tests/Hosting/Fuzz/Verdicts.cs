using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TillitTeams.Tests.Storage;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>What must not be, whatever was sent.</summary>
internal static partial class Verdicts
{
    /// <summary>A large body is refused before all of it has come, and then nobody listens any more.</summary>
    private const int LargeBody = 200_000;

    /// <returns>What is wrong; null when all is as it should be.</returns>
    public static string? Of(Sent sent, Answered answer, IReadOnlyList<FakeLogRecord> logged) =>
        logged.Where(record => record.Level >= LogLevel.Error && !IsOfTheDatabase(record)).Select(Tell).FirstOrDefault() ?? OfAnswer(sent, answer);

    private static string? OfAnswer(Sent sent, Answered answer) => answer switch
    {
        { Status: Answered.NotSent } => null,
        { Status: Answered.Hung } => "it hangs",
        { Status: Answered.Broken } => sent.Body.Length > LargeBody ? null : $"no answer: {answer.Body}",
        // What the app does not know of Teams it says so in Teams' own way (Bot Framework, invoke activities).
        { Status: 501 } when sent.Target.StartsWith("/api/messages", StringComparison.Ordinal) => WithReference(answer),
        { Status: >= 500 } => $"status {answer.Status}",
        _ when answer.Body.Contains(NeighbourRows.Secret, StringComparison.OrdinalIgnoreCase) && !sent.ToString().Contains(NeighbourRows.Secret, StringComparison.OrdinalIgnoreCase) => "tells what is the neighbour's",
        _ when Insides().IsMatch(answer.Body) => "tells what the app is like inside",
        { Status: >= 400 } => WithReference(answer),
        _ when AsksForToken(sent.Target) && !sent.Headers.Any(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)) => "lets in whoever has no token",
        _ => null,
    };

    private static bool AsksForToken(string target) => target.StartsWith("/views/", StringComparison.Ordinal) || target.StartsWith("/api/messages", StringComparison.Ordinal);

    /// <summary>Whoever is refused can say which request it was.</summary>
    private static string? WithReference(Answered answer) =>
        answer.MediaType == "application/problem+json" && !(JsonDocument.Parse(answer.Body).RootElement.TryGetProperty("traceId", out var trace) && trace.GetString() is { Length: > 0 })
            ? $"status {answer.Status} without a reference"
            : null;

    /// <summary>EF Core says of every attempt that it failed, also of one that is made again.</summary>
    private static bool IsOfTheDatabase(FakeLogRecord record) => record.Category?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true;

    private static string Tell(FakeLogRecord record)
    {
        var exception = record.Exception?.GetBaseException();
        var at = record.Exception?.ToString().Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("at TillitTeams.", StringComparison.Ordinal));
        return $"an error in the log of {record.Category}: {exception?.GetType().Name} {at}\n{record.Message}\n{record.Exception}";
    }

    [GeneratedRegex(@"^\s+at (TillitTeams|System|Microsoft|Npgsql)\.|Exception:|SQLite Error|Npgsql\.", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Insides();
}
