namespace TillitTeams.Graph;

/// <summary>Where the app takes what Graph tells it: of changes, and of the subscription itself.</summary>
public static class NotificationAddress
{
    public const string Changes = "/api/notifications";

    public const string Lifecycle = $"{Changes}/lifecycle";

    /// <param name="publicUrl">The app's address as Graph reaches it.</param>
    public static Uri OfChanges(Uri publicUrl) => new(publicUrl, Changes);

    public static Uri OfLifecycle(Uri publicUrl) => new(publicUrl, Lifecycle);
}
