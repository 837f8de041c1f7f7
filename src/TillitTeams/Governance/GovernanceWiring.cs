namespace TillitTeams.Governance;

public static class GovernanceWiring
{
    public static void AddGovernance(this WebApplicationBuilder builder)
    {
    }
}
