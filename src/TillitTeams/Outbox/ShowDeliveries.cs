using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Outbox.Pages;
using TillitTeams.Storage;

namespace TillitTeams.Outbox;

/// <param name="IsSteward">Whether the person is a governance lead; others are told for whom the page is.</param>
/// <param name="Said">Key of what has just been done.</param>
public sealed record DeliveriesView(bool IsSteward, IReadOnlyList<ReasonView> Reasons, bool HasMore = false, string? Said = null);

public sealed record ReasonView(DeliveryReason Reason, IReadOnlyList<FailedCardView> Cards);

/// <param name="Place">Where it was to be seen.</param>
/// <param name="IsUpdate">Whether an earlier state of the card is to be seen there.</param>
/// <param name="CanRetry">Whether it is not too late, and its text is still there.</param>
public sealed record FailedCardView(Guid Id, DeliveryPurpose Purpose, string Title, string Place, string Date, string Time, bool IsUpdate, bool CanRetry);

/// <summary><i>Kort som inte kom fram</i>: what was given up, where and why. Nobody is counted, neither people nor teams.</summary>
internal sealed class ShowDeliveries(TillitDb db, MunicipalityDates dates, TimeProvider clock, IStringLocalizer<OutboxTexts> texts)
{
    private const int AtATime = 100;

    public async Task<RazorComponentResult<DeliveriesPage>> ShowAsync(bool isSteward, string? said, CancellationToken cancellationToken)
    {
        if (!isSteward)
        {
            return Page(new DeliveriesView(IsSteward: false, []));
        }

        var failed = await (
            from row in db.Deliveries.AsNoTracking()
            where row.State == DeliveryState.Failed
            orderby row.FailedAt descending
            select new Failed(
                row,
                db.Initiatives.FirstOrDefault(initiative => initiative.Id == row.InitiativeId),
                db.ChannelInstallations.FirstOrDefault(installation => installation.ConversationId == row.Target),
                db.InitiativeChannels.FirstOrDefault(channel => channel.InitiativeId == row.InitiativeId && channel.ChannelId == row.Target)))
            .Take(AtATime + 1).ToListAsync(cancellationToken);
        return Page(new DeliveriesView(
            IsSteward: true,
            [
                .. failed.Take(AtATime).GroupBy(one => one.Row.Reason ?? DeliveryReason.GaveUp)
                    .OrderBy(group => group.Key)
                    .Select(group => new ReasonView(group.Key, [.. group.Select(Describe)])),
            ],
            failed.Count > AtATime,
            said));
    }

    private static RazorComponentResult<DeliveriesPage> Page(DeliveriesView model) => new(new { Model = model });

    private FailedCardView Describe(Failed failed)
    {
        var at = failed.Row.FailedAt ?? failed.Row.DueAt;
        return new FailedCardView(
            failed.Row.Id, failed.Row.Purpose, failed.Initiative?.Title ?? (failed.Row.Summary.Length > 0 ? failed.Row.Summary : texts[$"Card{failed.Row.Purpose}"]), PlaceOf(failed), dates.Show(at), at.ToString("O"), failed.Row.MessageId is not null,
            failed.Row.Card.Length > 0 && (failed.Row.NotAfter is not { } latest || latest > clock.GetUtcNow()));
    }

    private string PlaceOf(Failed failed) => failed switch
    {
        { Row.PersonId: { } person, Initiative: { ContactName: { } name } initiative } when initiative.ContactId == person => texts["ChatWith", name],
        { Row.PersonId: not null } => texts["SomebodysChat"],
        { Installation: { TeamName: { } team, ChannelName: { } channel } } => $"{team} › {channel}",
        { Channel: { } channel } => channel.PlaceName,
        _ => failed.Installation?.ChannelName ?? texts["AChat"],
    };

    private sealed record Failed(Delivery Row, Initiative? Initiative, ChannelInstallation? Installation, InitiativeChannel? Channel);
}
