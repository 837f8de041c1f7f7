using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Digest.Calendar;
using TillitTeams.Digest.Letter;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Digest.Cards;

/// <summary>Puts letters, and what is said of them, into the words of cards.</summary>
internal sealed class DigestCards(TabLinks links, IStringLocalizer<DigestTexts> texts, TimeProvider clock)
{
    /// <param name="subscription">Whose letter it is; its language is spoken.</param>
    /// <param name="letter">What it tells.</param>
    /// <param name="via">See <see cref="Delivery.ViaConversationId"/>.</param>
    /// <param name="notAfter">When it is too late for it.</param>
    public Delivery Delivery(DigestSubscription subscription, DigestLetter letter, string via, DateTimeOffset notAfter)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        return new Delivery
        {
            Id = id,
            TenantId = subscription.TenantId,
            Target = subscription.Target,
            Purpose = DeliveryPurpose.Digest,
            Key = letter.Week,
            PersonId = subscription.PersonId,
            ViaConversationId = via,
            ConversationId = subscription.PersonId is null ? subscription.Target : null,
            Card = SpokenLanguage.Say(subscription.Language, () => Card(subscription, letter, id).ToText()),
            Summary = SpokenLanguage.Say(subscription.Language, () => texts["CardHeading", DigestWeek.Read(letter.Week).Number].Value),
            CreatedAt = now,
            DueAt = now,
            NotAfter = notAfter,
        };
    }

    /// <param name="deliveryId">Null for a card that is only looked at.</param>
    /// <inheritdoc cref="Delivery"/>
    public AdaptiveCard Card(DigestSubscription subscription, DigestLetter letter, Guid? deliveryId) => DigestCard.Build(
        new DigestNotice(
            letter,
            DigestWeek.Read(letter.Week).Number,
            links.Overview(texts["TabName"]),
            SettingsUrl(subscription.PersonId is null ? subscription.Target : null),
            deliveryId),
        texts);

    public AdaptiveCard Switch(DigestSubscription? subscription, string? channelId) => DigestSwitchCard.Build(
        new DigestSwitch(subscription is { EndedAt: null }, subscription is null ? null : When(subscription), SettingsUrl(channelId)),
        texts);

    public string Say(string key, params object[] arguments) => texts[key, arguments];

    /// <summary><c>fredagar 08.30</c>.</summary>
    public string When(DigestSubscription subscription) => texts[
        "When", texts[$"On{subscription.Weekday}"].Value, subscription.At.ToString(texts["TimeFormat"], CultureInfo.InvariantCulture)];

    private string SettingsUrl(string? channelId) => links.Digest(channelId, texts["Title"]);
}
