using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>What an answer means for a first post in a channel, for one to a person, and for an update.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(ConnectorState.Done, "Delivered", "Delivered", "Delivered")]
    [InlineData(ConnectorState.NotAllowed, "NotThere", "NotThere", "NotThere")]
    [InlineData(ConnectorState.Blocked, "Blocked", "Blocked", "Blocked")]
    [InlineData(ConnectorState.MessageGone, "NotThere", "NotThere", "Delivered")]
    [InlineData(ConnectorState.Refused, "Refused", "Refused", "Refused")]
    [InlineData(ConnectorState.NotNow, "Later", "Later", "Later")]
    [InlineData(ConnectorState.Unavailable, "InDoubt", "Uncertain", "Later")]
    public void Each_answer_means(ConnectorState state, string posted, string told, string updated)
    {
        var answer = new ConnectorAnswer<string>(state, state == ConnectorState.Done ? "17" : null);

        Assert.Equal(posted, Name(Verdict.Of(Row(), answer)));
        Assert.Equal(told, Name(Verdict.Of(Row(person: Guid.NewGuid()), answer)));
        Assert.Equal(updated, Name(Verdict.Of(Row(messageId: "17"), answer)));
    }

    [Fact]
    public void A_post_that_was_taken_without_a_word_of_where_it_is_stays_in_doubt() =>
        Assert.IsType<Verdict.InDoubt>(Verdict.Of(Row(), new ConnectorAnswer<string>(ConnectorState.Done, null)));

    [Theory]
    [InlineData(ConnectorState.NotAllowed, "Blocked")]
    [InlineData(ConnectorState.Blocked, "Blocked")]
    [InlineData(ConnectorState.Refused, "Refused")]
    [InlineData(ConnectorState.NotNow, "Later")]
    [InlineData(ConnectorState.Unavailable, "Later")]
    public void A_chat_that_was_not_opened_means(ConnectorState state, string verdict) =>
        Assert.Equal(verdict, Name(Verdict.OfUnopened(new ConnectorAnswer<string>(state, null))));

    private static string Name(Verdict verdict) => verdict is Verdict.Failed failed ? failed.Reason.ToString() : verdict.GetType().Name;

    private static Delivery Row(Guid? person = null, string? messageId = null) =>
        new() { Target = "x", Key = "x", ViaConversationId = "x", Card = "{}", Summary = "x", PersonId = person, MessageId = messageId };
}
