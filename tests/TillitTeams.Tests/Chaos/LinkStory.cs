using TillitTeams.Model;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Tagging;

namespace TillitTeams.Tests.Chaos;

/// <summary>
/// The life of one message: written, linked by one to three people at once, read by those who may and not by another, and
/// then perhaps edited, or deleted, or both.
/// </summary>
internal sealed class LinkStory(ThreeInstances vadstena, ChaosRecord record, int seed)
{
    private static readonly string[] Codes = ["hallbar", "vaxande", "attraktiv"];

    private readonly Random dice = new(seed);
    private readonly string word = $"kaos{seed}";

    /// <summary>Which message, once somebody has been told that it is linked.</summary>
    public Spot? Linked { get; private set; }

    /// <summary>Who was told that they had linked it, and to what.</summary>
    public IReadOnlyDictionary<Guid, string> Taggers { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>What the message is in the end.</summary>
    public SourceState State { get; private set; }

    public string WordsOf(Guid person) => $"{word} och {person:N}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var channel = Pick(vadstena.Talked);
        var members = vadstena.MembersOf(channel);
        var spot = new Spot(channel, vadstena.Tenant.Post(channel.Id, null, Pick(members).Id, $"<p>Det här skrev jag om {word}.</p>"));
        var people = members.OrderBy(_ => dice.Next()).Take(dice.Next(1, 4)).Zip(Codes.OrderBy(_ => dice.Next()).ToList()).ToList();
        var told = await Task.WhenAll(people.Select(one => LinkAsync(spot, one.First, one.Second, cancellationToken)));
        if (!told.All(isLinked => isLinked))
        {
            return;
        }

        (Linked, Taggers) = (spot, people.ToDictionary(one => one.First.Id, one => one.Second));
        await ReadAsync(channel, people[0].Second, members, cancellationToken);
        await ChangeAsync(spot, cancellationToken);
    }

    /// <returns>Whether the person was told that it is linked.</returns>
    private async Task<bool> LinkAsync(Spot spot, Person person, string goal, CancellationToken cancellationToken)
    {
        var tagger = new Tagger(vadstena, person.Key);
        if (await AskAsync(tagger, Request("fetchTask", spot), cancellationToken) is not { } dialog)
        {
            return false;
        }

        if (!dialog.Inputs.Any(input => (string?)input["id"] == "goals"))
        {
            record.Fault($"{word}: instead of the dialog {person.Key} was shown: {dialog.Text}");
            return false;
        }

        // What a quicker colleague chose stands in the dialog, and stays.
        var (chosen, said) = (dialog.ValueOf("goals"), dialog.ValueOf("why"));
        var data = dialog.Press(dialog.Buttons[0], new Dictionary<string, string>
        {
            ["goals"] = string.IsNullOrEmpty(chosen) ? goal : $"{chosen},{goal}",
            ["why"] = string.IsNullOrEmpty(said) ? WordsOf(person.Id) : $"{said}\n\n{WordsOf(person.Id)}",
            ["tell"] = "false",
        });
        if (await AskAsync(tagger, Request("submitAction", spot) with { Data = data }, cancellationToken) is not { } done)
        {
            return false;
        }

        if (!done.Card.ToJsonString().Contains("linkToGoal.remove", StringComparison.Ordinal))
        {
            record.Fault($"{word}: {person.Key} was told: {done.Text}");
            return false;
        }

        return true;
    }

    /// <summary>Teams shows that it went wrong, or the app says that Teams did not answer it: whoever sees that presses again.</summary>
    private async Task<Dialog?> AskAsync(Tagger tagger, InvokeRequest request, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var unanswered = 0; unanswered < PressAgain.Times && TimeProvider.System.GetElapsedTime(began) < PressAgain.Patience;)
        {
            var reply = await tagger.SendAsync(request);
            if ((int)reply["status"]! == 200)
            {
                var dialog = Tagger.DialogIn(reply["body"]);
                if (!PressAgain.SaysSo(dialog.Text))
                {
                    return dialog;
                }
            }
            else if ((int)reply["status"]! is 502 or 503 or 504)
            {
                unanswered++;
            }
            else
            {
                record.Fault($"{word}: {request.Kind} was answered {reply["status"]}.");
                return null;
            }

            record.PressAgain();
            await Task.Delay(PressAgain.Pause * (unanswered + 1), TimeProvider.System, cancellationToken);
        }

        record.Fault($"{word}: {request.Kind} was not answered, however often.");
        return null;
    }

    /// <summary>What was acknowledged is there for whoever looks, whichever instance they come to; and for nobody else.</summary>
    private async Task ReadAsync(Channel channel, string goal, IReadOnlyList<Person> members, CancellationToken cancellationToken)
    {
        using var member = vadstena.AppClient(Pick(members).Key);
        var page = await PressAgain.WhileItSaysSoAsync(() => member.ReadAsync($"views/goal/{goal}?q={word}"), text => text, record, cancellationToken);
        if (Taggers.Keys.Any(person => !page.Contains(WordsOf(person), StringComparison.Ordinal)))
        {
            record.Fault($"{word}: a member does not see on the page of {goal} what was acknowledged:\n{page}");
        }

        if (vadstena.OthersThanMembersOf(channel) is not { Count: > 0 } others)
        {
            return;
        }

        using var stranger = vadstena.AppClient(Pick(others).Key);
        if ((await stranger.ReadAsync($"views/goal/{goal}?q={word}")).Contains($"{word} och", StringComparison.Ordinal))
        {
            record.Fault($"{word}: somebody sees what they could not open themselves.");
        }
    }

    private async Task ChangeAsync(Spot spot, CancellationToken cancellationToken)
    {
        var (edits, deletes) = (dice.Next(2) == 0, dice.Next(3) == 0);
        if (edits)
        {
            vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, $"<p>Det här menade jag om {word}.</p>");
            State = SourceState.Edited;
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(500)), TimeProvider.System, cancellationToken);
        }

        if (deletes)
        {
            vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
            State = SourceState.Gone;
        }
    }

    private static InvokeRequest Request(string kind, Spot spot) => new(kind, "sv-SE", "default", spot.Conversation.Id, spot.Message.Id, Tagger.Command, null, null, null);

    private T Pick<T>(IReadOnlyList<T> some) => some[dice.Next(some.Count)];
}
