using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>
/// What the channels that an initiative concerns are to see of it, written into the outbox together with what
/// changed. A new card is posted when it starts, asks for support or is done; whatever was posted before
/// follows in place.
/// </summary>
internal sealed class QueueCards(TillitDb db, InitiativeCards cards, TimeProvider clock)
{
    /// <summary>The language where the app is not known to be.</summary>
    private const string Usual = "sv";

    /// <summary>Adds to what is about to be saved; saves nothing itself.</summary>
    /// <param name="initiative">As it will be, with its channels, goals and principles.</param>
    public async Task QueueAsync(Initiative initiative, CancellationToken cancellationToken)
    {
        var (sent, languages) = await FollowAsync(initiative, cancellationToken);
        foreach (var channel in initiative.Channels)
        {
            if (NewsFor(initiative, [.. sent.Where(row => row.Target == channel.ChannelId)]) is var (purpose, key))
            {
                db.Add(Post(initiative, channel.ChannelId, purpose, key, languages.GetValueOrDefault(channel.ChannelId, Usual)));
            }
        }
    }

    /// <summary>What was posted before follows in place, and nothing new is posted. Adds to what is about to be saved; saves nothing itself.</summary>
    /// <returns>What was posted before, and the languages of the channels by their ids.</returns>
    public async Task<(IReadOnlyList<Delivery> Sent, IReadOnlyDictionary<string, string> Languages)> FollowAsync(Initiative initiative, CancellationToken cancellationToken)
    {
        await cards.ReadModelAsync(cancellationToken);
        var sent = await db.Deliveries
            .Where(row => row.InitiativeId == initiative.Id && row.Purpose != DeliveryPurpose.SupportOffered)
            .ToListAsync(cancellationToken);
        var targets = sent.Select(row => row.Target).Concat(initiative.Channels.Select(channel => channel.ChannelId)).ToList();
        var languages = await db.ChannelInstallations.AsNoTracking()
            .Where(installation => EF.Parameter(targets).Contains(installation.ConversationId))
            .ToDictionaryAsync(installation => installation.ConversationId, installation => installation.Language, StringComparer.Ordinal, cancellationToken);
        foreach (var delivery in sent)
        {
            Follow(delivery, initiative, languages.GetValueOrDefault(delivery.Target, Usual));
        }

        return (sent, languages);
    }

    /// <summary>
    /// The news that a channel has not had a card about, if any. One card tells of everything that happened
    /// before it was written, so a start that asks for support at once is one card and not two.
    /// </summary>
    internal static (DeliveryPurpose Purpose, string Key)? NewsFor(Initiative initiative, IReadOnlyCollection<Delivery> sent)
    {
        var support = initiative.SupportAskedAt is { } asked ? $"{initiative.Id}/{asked.UtcTicks.ToString(CultureInfo.InvariantCulture)}" : "";
        return initiative switch
        {
            { State: InitiativeState.Done } => New(DeliveryPurpose.InitiativeDone, $"{initiative.Id}"),
            { State: InitiativeState.Idea } => null,
            _ when sent.Count == 0 => New(DeliveryPurpose.InitiativeStarted, $"{initiative.Id}"),
            { SupportAsked: not null, SupportAskedAt: { } at } when sent.All(row => row.CreatedAt < at) => New(DeliveryPurpose.InitiativeSupport, support),
            _ => null,
        };

        (DeliveryPurpose, string)? New(DeliveryPurpose purpose, string key) =>
            sent.Any(row => row.Purpose == purpose && row.Key == key) ? null : (purpose, key);
    }

    private void Follow(Delivery delivery, Initiative initiative, string language)
    {
        var card = CardFor(delivery.Id, initiative, delivery.Target, language);
        if (card != delivery.Card)
        {
            delivery.Show(card, delivery.Summary, clock.GetUtcNow());
        }
    }

    private Delivery Post(Initiative initiative, string channel, DeliveryPurpose purpose, string key, string language)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        return new Delivery
        {
            Id = id,
            TenantId = initiative.TenantId,
            Target = channel,
            Purpose = purpose,
            Key = key,
            ViaConversationId = channel,
            ConversationId = channel,
            InitiativeId = initiative.Id,
            Card = CardFor(id, initiative, channel, language),
            Summary = SpokenLanguage.Say(language, () => cards.Say(
                purpose switch
                {
                    DeliveryPurpose.InitiativeSupport => "SupportSummary",
                    DeliveryPurpose.InitiativeDone => "DoneSummary",
                    _ => "StartedSummary",
                },
                initiative.Title)),
            CreatedAt = clock.GetUtcNow(),
            DueAt = clock.GetUtcNow(),
        };
    }

    private string CardFor(Guid delivery, Initiative initiative, string channel, string language) => SpokenLanguage.Say(
        language,
        () => (initiative.Channels.Exists(known => known.ChannelId == channel) ? cards.Card(initiative, delivery) : cards.Withdrawn(delivery)).ToText());
}
