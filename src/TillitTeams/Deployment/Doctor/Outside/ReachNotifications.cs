using System.Net;
using System.Text;
using TillitTeams.Graph;

namespace TillitTeams.Deployment.Doctor;

/// <summary>
/// Microsoft Graph's handshake, as Graph makes it before it agrees to tell of changes (<em>Receive change notifications
/// through webhooks</em>): the token back, as plain text, within ten seconds.
/// </summary>
internal sealed class ReachNotifications(Outside outside) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(MeetApp)];

    public override TimeSpan Limit => TimeSpan.FromSeconds(10);

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        foreach (var path in new[] { NotificationAddress.Changes, NotificationAddress.Lifecycle })
        {
            // Spaces and a colon, as in Graph's own.
            var token = $"Validation: Testing client application reachability for subscription Request-Id: {Guid.NewGuid()}";
            using var nothing = new StringContent("", Encoding.UTF8, "text/plain");
            using var answer = await outside.PostAsync($"{path}?validationToken={Uri.EscapeDataString(token)}", nothing, cancellationToken);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return See(Finding.Fault("NotificationsHidden", path, (int)answer.StatusCode));
            }

            if (answer.Content.Headers.ContentType?.MediaType != "text/plain" || await answer.Content.ReadAsStringAsync(cancellationToken) != token)
            {
                return See(Finding.Fault("HandshakeChanged", path));
            }
        }

        return Finding.Well("NotificationsWell");
    }

    private static Finding See(Finding finding) => finding.See("graph/change-notifications-delivery-webhooks");
}
