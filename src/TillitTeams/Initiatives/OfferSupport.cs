using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>
/// <i>Vi kan hjälpa till</i> is pressed on a card: it stands in the initiative's story, and the contact is told
/// in a chat of their own. Pressed twice, or by two at once, each person's offer is told once.
/// </summary>
internal sealed class OfferSupport(OpenFromCard open, CardReplies replies, InitiativeCards cards, TillitDb db, TimeProvider clock)
{
    public async Task<InvokeAnswer> OfferAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (initiative, problem) = await open.OpenAsync(invoke, cancellationToken);
        if (initiative is null)
        {
            return replies.Refuse(problem);
        }

        if (initiative.State == InitiativeState.Done || initiative is not { SupportAsked: not null, SupportAskedAt: { } asked })
        {
            return replies.Say("NoSupportAsked");
        }

        var person = invoke.Activity.UserId!.Value;
        var by = invoke.Activity.From?.Name ?? "";
        var place = await PlaceAsync(invoke.Activity.ConversationId, cancellationToken);
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
                    After = place,
                });
                if (initiative is { ContactId: { } contact, Home: { } home } && contact != person)
                {
                    db.Add(await TellAsync(initiative, contact, home, person, by, place, asked, token));
                }

                return await db.SaveChangesAsync(token);
            },
            cancellationToken);
        return await replies.ShowAsync(initiative, invoke, cancellationToken);
    }

    private async Task<Delivery> TellAsync(
        Initiative initiative, Guid contact, InitiativeChannel home, Guid person, string by, string? place, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var language = await db.ChannelInstallations.AsNoTracking()
            .Where(installation => installation.ConversationId == home.ChannelId)
            .Select(installation => installation.Language)
            .FirstOrDefaultAsync(cancellationToken) ?? "sv";
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
            Card = SpokenLanguage.Say(language, () => cards.Offer(initiative, by, place).ToText()),
            Summary = SpokenLanguage.Say(language, () => cards.Say("OfferSummary", by, initiative.Title)),
            CreatedAt = now,
            DueAt = now,
        };
    }

    /// <summary>Where it was said, when the app is in the channel and knows its name.</summary>
    private async Task<string?> PlaceAsync(string? conversation, CancellationToken cancellationToken) =>
        await db.ChannelInstallations.AsNoTracking()
            .FirstOrDefaultAsync(installation => installation.ConversationId == conversation && installation.Kind == ConversationKind.Channel, cancellationToken)
            is { } installation
            ? string.Join(" › ", new[] { installation.TeamName, installation.ChannelName }.Where(name => !string.IsNullOrWhiteSpace(name)))
            : null;
}
