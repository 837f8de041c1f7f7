using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>
/// Somebody can help: it stands in the initiative's story, and the contact is told in a chat of their own.
/// Said twice, or by two at once, each person's offer is told once.
/// </summary>
internal sealed class MakeOffer(InitiativeCards cards, TillitDb db, TimeProvider clock)
{
    /// <param name="from">The team that they said it in.</param>
    /// <returns>Whether support is asked for.</returns>
    public async Task<bool> MakeAsync(Initiative initiative, Guid person, string by, string? from, CancellationToken cancellationToken)
    {
        if (initiative.State == InitiativeState.Done || initiative is not { SupportAsked: not null, SupportAskedAt: { } asked })
        {
            return false;
        }

        await db.SaveMergedAsync(
            async token =>
            {
                if (await db.HasOfferedAsync(initiative.Id, person, asked, token))
                {
                    return 0;
                }

                var now = clock.GetUtcNow();
                db.Add(new InitiativeEvent
                {
                    Id = Guid.CreateVersion7(now),
                    TenantId = initiative.TenantId,
                    InitiativeId = initiative.Id,
                    At = now,
                    ById = person,
                    ByName = by,
                    Kind = InitiativeEventKind.SupportOffered,
                    After = from,
                });
                db.Note(AuditAction.SupportOffered, initiative.Id, now, person);
                if (initiative is { ContactId: { } contact, Home: { } home } && contact != person)
                {
                    db.Add(await TellAsync(initiative, contact, home, person, by, from, asked, token));
                }

                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
        return true;
    }

    private async Task<Delivery> TellAsync(
        Initiative initiative, Guid contact, InitiativeChannel home, Guid person, string by, string? from, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var language = await db.LanguageOfAsync(home, cancellationToken);
        return new Delivery
        {
            Id = Guid.CreateVersion7(now),
            TenantId = initiative.TenantId,
            Target = Delivery.ToPerson(contact),
            Purpose = DeliveryPurpose.SupportOffered,
            Key = string.Create(CultureInfo.InvariantCulture, $"{initiative.Id}/{asked.UtcTicks}/{person}"),
            PersonId = contact,
            ViaConversationId = home.ChannelId,
            InitiativeId = initiative.Id,
            Card = SpokenLanguage.Say(language, () => cards.Offer(initiative, by, from).ToText()),
            Summary = SpokenLanguage.Say(language, () => cards.Say("OfferSummary", by, initiative.Title)),
            CreatedAt = now,
            DueAt = now,
        };
    }
}
