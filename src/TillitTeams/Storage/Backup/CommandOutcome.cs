namespace TillitTeams.Storage.Backup;

/// <summary>What a command says, a line for each thing, and what it ends with.</summary>
internal sealed record CommandOutcome(string Said, int ExitCode)
{
    public static CommandOutcome Done(string said) => new(said, 0);

    public static CommandOutcome Refused(string why) => new(why, 1);
}
