using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Outbox;

/// <summary>What is to become of a delivery.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>It is there, as it was sent.</summary>
    public sealed record Delivered(string MessageId) : Verdict;

    /// <summary>It is certainly not there, or can be sent again without harm.</summary>
    /// <param name="AtLeast">For how long Teams wants to be left alone.</param>
    public sealed record Later(TimeSpan? AtLeast = null) : Verdict;

    /// <summary>It may or may not be there.</summary>
    public sealed record InDoubt : Verdict;

    public sealed record Failed(DeliveryReason Reason) : Verdict;

    public static Verdict Of(Delivery sent, ConnectorAnswer<string> answer) => answer.State switch
    {
        ConnectorState.Done when (sent.MessageId ?? answer.Value) is { } id => new Delivered(id),
        // Somebody took the card away, who knows why: there it ends.
        ConnectorState.MessageGone when sent.MessageId is { } id => new Delivered(id),
        ConnectorState.NotNow => new Later(answer.RetryAfter),
        ConnectorState.NotAllowed or ConnectorState.MessageGone => new Failed(DeliveryReason.NotThere),
        ConnectorState.Blocked => new Failed(DeliveryReason.Blocked),
        ConnectorState.Refused => new Failed(DeliveryReason.Refused),
        // The same update twice is one.
        _ when sent.MessageId is not null => new Later(answer.RetryAfter),
        // Nobody but the two can read a 1:1 chat: better not there than there twice.
        _ when sent.PersonId is not null => new Failed(DeliveryReason.Uncertain),
        _ => new InDoubt(),
    };

    /// <summary>A chat that cannot be opened; opening it again does no harm.</summary>
    public static Verdict OfUnopened(ConnectorAnswer<string> answer) => answer.State switch
    {
        ConnectorState.NotAllowed or ConnectorState.Blocked => new Failed(DeliveryReason.Blocked),
        ConnectorState.Refused => new Failed(DeliveryReason.Refused),
        _ => new Later(answer.RetryAfter),
    };
}
