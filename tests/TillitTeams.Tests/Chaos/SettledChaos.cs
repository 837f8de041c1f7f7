using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Chaos;

/// <summary>What there is in the database and in Teams once everything has come to rest, compared with what people were told.</summary>
internal sealed partial class SettledChaos(ThreeInstances vadstena, IReadOnlyList<LinkStory> stories, IReadOnlyList<InitiativeStory> initiatives)
{
    /// <summary>Until nothing is waiting any more; what then is not as it should be, the checks tell.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetUtcNow() + patience;
        while (TimeProvider.System.GetUtcNow() < until && !await IsQuietAsync(cancellationToken))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, cancellationToken);
        }
    }

    public async Task CheckAsync(ChaosRecord record, CancellationToken cancellationToken)
    {
        foreach (var wrong in (await WrongLinksAsync(cancellationToken))
            .Concat(await WrongInitiativesAsync(cancellationToken))
            .Concat(await WrongCardsAsync(cancellationToken))
            .Concat(await WrongLettersAsync(cancellationToken)))
        {
            record.Fault(wrong);
        }

        var (said, refused, code) = await ProductCommand.RunHereAsync(vadstena, "verify-audit");
        if (code != 0)
        {
            record.Fault($"The audit trail does not hold: {said} {refused}");
        }
    }

    private Task<bool> IsQuietAsync(CancellationToken cancellationToken) => vadstena.InStorage(async db =>
        !await db.Deliveries.AnyAsync(row => row.State == DeliveryState.Waiting, cancellationToken)
        && !await db.Links.AnyAsync(row => row.CheckAt != null, cancellationToken)
        && !await db.AuditEvents.AnyAsync(row => row.Sequence == null, cancellationToken)
        && !await db.DigestSubscriptions.AnyAsync(row => row.EndedAt == null && row.NextWeek == vadstena.Week.ToString(), cancellationToken)
        && (await WrongLinksAsync(cancellationToken)).Count == 0);

    /// <summary>Each is there once, with all its goals and words, in the state that its message is in; and each act is noted once.</summary>
    private Task<List<string>> WrongLinksAsync(CancellationToken cancellationToken) => vadstena.InStorage(async db =>
    {
        var goals = await db.Goals.ToDictionaryAsync(goal => goal.Id, goal => goal.Code, cancellationToken);
        var stored = await db.Links.AsNoTracking().Include(link => link.Goals).AsSplitQuery().Where(link => link.Message != null).ToListAsync(cancellationToken);
        var noted = (await db.AuditEvents.AsNoTracking().Where(one => one.Action == AuditAction.LinkMade || one.Action == AuditAction.LinkChanged).ToListAsync(cancellationToken)).ToLookup(one => one.RowId);
        var wrong = new List<string>();
        foreach (var story in stories.Where(story => story.Linked is not null))
        {
            var spot = story.Linked!;
            if (stored.FindAll(link => link.Message!.MessageId == spot.Message.Id && link.Message.ConversationId == spot.Conversation.Id) is not [var link])
            {
                wrong.Add($"{story.WordsOf(Guid.Empty)} is not stored exactly once.");
                continue;
            }

            Compare("goals", Said(story.Taggers.Values), Said(link.Goals.Select(goal => goals[goal.GoalId])));
            Compare("words", Said(story.Taggers.Keys.Where(person => link.Why?.Contains(story.WordsOf(person), StringComparison.Ordinal) != true).Select(story.WordsOf)), "");
            Compare("state", $"{story.State}", $"{link.State}");
            Compare("made", "1", $"{noted[link.Id].Count(one => one.Action == AuditAction.LinkMade)}");
            Compare("noted", Said(story.Taggers.Keys.Select(person => $"{person}")), Said(noted[link.Id].Select(one => $"{one.PersonId}")));

            void Compare(string what, string expected, string found)
            {
                if (expected != found)
                {
                    wrong.Add($"Link {link.Id}, {what}: {expected} was to be there, and there is {found}.");
                }
            }
        }

        return wrong;
    });

    private Task<List<string>> WrongInitiativesAsync(CancellationToken cancellationToken) => vadstena.InStorage(async db =>
    {
        var wrong = new List<string>();
        var stored = await db.Initiatives.AsNoTracking().Select(row => new { row.Id, row.Title, row.State }).ToListAsync(cancellationToken);
        var steps = (await db.InitiativeEvents.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(step => step.InitiativeId);
        var noted = (await db.AuditEvents.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(one => one.RowId, one => one.Action);
        var cards = (await db.Deliveries.AsNoTracking().Where(row => row.InitiativeId != null).ToListAsync(cancellationToken)).ToLookup(row => row.InitiativeId!.Value);
        foreach (var story in initiatives.Where(story => story.Id is not null))
        {
            if (stored.FindAll(row => row.Title == story.Title) is not [var row] || row.Id != story.Id)
            {
                wrong.Add($"{story.Title} is not stored exactly once.");
                continue;
            }

            // Whether it was closed nobody knows when the answer never came.
            var isClosed = row.State == InitiativeState.Done;
            if (story.IsClosed && !isClosed)
            {
                wrong.Add($"{story.Title} was closed, and is not.");
            }

            Compare("steps", isClosed ? "Done, Edited, Started" : "Started", Said(steps[row.Id].Select(step => $"{step.Kind}")));
            Compare("noted", isClosed ? "InitiativeChanged, InitiativeStarted" : "InitiativeStarted", Said(noted[row.Id].Select(action => $"{action}")));
            Compare("cards", Said(story.Channels.SelectMany(channel => isClosed
                ? new[] { $"{DeliveryPurpose.InitiativeStarted} {channel}", $"{DeliveryPurpose.InitiativeDone} {channel}" }
                : [$"{DeliveryPurpose.InitiativeStarted} {channel}"])), Said(cards[row.Id].Select(card => $"{card.Purpose} {card.Target}")));

            void Compare(string what, string expected, string found)
            {
                if (expected != found)
                {
                    wrong.Add($"{story.Title}, {what}: {expected} was to be there, and there is {found}.");
                }
            }
        }

        return wrong;
    });

    /// <summary>Every card that is due is in its channel once, as it was last edited; and no channel has a card that nobody knows of.</summary>
    private Task<List<string>> WrongCardsAsync(CancellationToken cancellationToken) => vadstena.InStorage(async db =>
    {
        var due = await db.Deliveries.AsNoTracking().Where(row => row.PersonId == null).ToListAsync(cancellationToken);
        var posted = vadstena.Tenant.Read(content => content.Teams.SelectMany(team => team.Channels)
            .SelectMany(channel => channel.Messages.Where(message => message is { CardJson: not null, DeletedAt: null }).Select(message => (Channel: channel.Id, Card: message.CardJson!)))
            .ToList());
        var wrong = new List<string>();
        foreach (var row in due)
        {
            var there = posted.FindAll(card => card.Card.Contains(row.Id.ToString(), StringComparison.Ordinal));
            if (row.State != DeliveryState.Delivered || row.SentRevision != row.Revision)
            {
                wrong.Add($"Delivery {row.Id} is {row.State} for {row.Reason} with revision {row.SentRevision} of {row.Revision}.");
            }

            if (there is not [var card] || card.Channel != row.Target)
            {
                wrong.Add($"Delivery {row.Id} is there {there.Count} times.");
            }
            else if (!SameCard(card.Card, row.Card))
            {
                wrong.Add($"Delivery {row.Id} is shown as it was before an edit.");
            }
        }

        var known = due.Select(row => row.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        wrong.AddRange(posted.SelectMany(card => DeliveryId().Matches(card.Card).Select(match => match.Groups["id"].Value)).Where(id => !known.Contains(id)).Select(id => $"A card of {id} is posted, which is no delivery."));
        return wrong;
    });

    private Task<List<string>> WrongLettersAsync(CancellationToken cancellationToken) => vadstena.InStorage(async db =>
    {
        var weeks = await db.DigestSubscriptions.AsNoTracking().ToDictionaryAsync(row => row.Target, row => row.NextWeek, cancellationToken);
        return vadstena.Channels
            .Where(channel => vadstena.LettersIn(channel) != 1 || weeks[channel.Id] != vadstena.Week.Next.ToString())
            .Select(channel => $"{channel.DisplayName} has {vadstena.LettersIn(channel)} letters and waits for {weeks[channel.Id]}.")
            .ToList();
    });

    private static bool SameCard(string one, string other) =>
        System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(one), System.Text.Json.Nodes.JsonNode.Parse(other));

    private static string Said(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));

    [GeneratedRegex("\"delivery\":\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DeliveryId();
}
