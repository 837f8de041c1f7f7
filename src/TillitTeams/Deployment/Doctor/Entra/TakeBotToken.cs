namespace TillitTeams.Deployment.Doctor;

/// <summary>The app gets the token that it answers Teams with.</summary>
internal sealed class TakeBotToken(AppTokens tokens) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(TakeGraphToken)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        await tokens.ForBotAsync(cancellationToken);
        return Finding.Well("BotTokenWell");
    }
}
