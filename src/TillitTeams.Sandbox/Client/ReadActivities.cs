using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <param name="WebUrl">A Teams deep link.</param>
public sealed record ActivityView(string Text, string? Preview, string WebUrl, DateTimeOffset At);

/// <summary>A person's own activity feed, the latest first.</summary>
internal static class ReadActivities
{
    public static IReadOnlyList<ActivityView> Read(string lang, Viewer viewer, SandboxTenant tenant) => tenant.Read(content => content.Activities
        .Where(activity => activity.PersonId == viewer.Id)
        .Reverse()
        .Select(activity => new ActivityView(activity.Texts.GetValueOrDefault(lang, activity.Topic), activity.Preview, activity.WebUrl, activity.At))
        .ToList());
}
