using Microsoft.Extensions.Options;
using TillitTeams.Teams;

namespace TillitTeams.Deployment.Doctor;

/// <summary>Links into the tab name the app as Teams' catalogue does.</summary>
internal sealed class NameTeamsApp(IOptions<TeamsOptions> options) : Check
{
    public override Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(
        options.Value.AppId == Guid.Empty ? Finding.Fault("NoTeamsApp").See("microsoftteams/manage-apps") : Finding.Well("TeamsAppWell", options.Value.AppId));
}
