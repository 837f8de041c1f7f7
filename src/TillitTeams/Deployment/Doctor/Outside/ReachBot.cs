using System.Net;
using System.Text;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The Bot Connector reaches the app, which takes nothing from whoever has not signed it.</summary>
internal sealed class ReachBot(Outside outside) : Check
{
    private const string Path = "/api/messages";

    public override IReadOnlyList<Type> Needs => [typeof(MeetApp)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        using var activity = new StringContent("""{"type":"message"}""", Encoding.UTF8, "application/json");
        using var answer = await outside.PostAsync(Path, activity, cancellationToken);
        var status = (int)answer.StatusCode;
        var finding = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Finding.Well("BotWell", Path),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Forbidden => Finding.Fault("BotHidden", Path, status),
            HttpStatusCode.OK or HttpStatusCode.Accepted => Finding.Fault("BotUnguarded", Path, status),
            var other when Outside.IsRedirect(other) => Finding.Fault("BotRedirects", Path, status),
            _ => Finding.Fault("BotOtherwise", Path, status),
        };
        return finding.See("azure/bot-service/bot-service-troubleshoot-authentication-problems");
    }
}
