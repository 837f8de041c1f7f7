namespace TillitTeams.Sandbox.Client;

/// <summary>Who reacted with what since the start: the tenant keeps only how many did.</summary>
public sealed class ReactionLog
{
    private readonly HashSet<(string Conversation, string Message, Guid Person, string Emoji)> made = [];
    private readonly Lock gate = new();

    public bool Has(string conversation, string message, Guid person, string emoji)
    {
        lock (gate)
        {
            return made.Contains((conversation, message, person, emoji));
        }
    }

    /// <summary>How much the count changes: nothing when the person had reacted so already, or had not.</summary>
    public int Set(string conversation, string message, Guid person, string emoji, bool on)
    {
        lock (gate)
        {
            return on
                ? made.Add((conversation, message, person, emoji)) ? 1 : 0
                : made.Remove((conversation, message, person, emoji)) ? -1 : 0;
        }
    }
}
