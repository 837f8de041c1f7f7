using TillitTeams.Teams;

namespace TillitTeams;

/// <summary>Every command id, card verb and bot event, and the one method that answers it.</summary>
public static class TeamsRoutes
{
    public static TeamsRouteTable Table => new TeamsRouteTable()
        .On<AnswerGreeting>(EventNames.Message, act => act.AnswerAsync);
}
