using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Graph;
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

/// <summary>
/// <i>Kort som inte kom fram</i>: what was given up, where and why. Nobody is counted, neither people nor teams. A card can
/// be sent again by whoever may not know what it is about: then neither its name nor its place is told.
/// </summary>
internal sealed class ShowDeliveries(TillitDb db, ViewerChannels channels, MunicipalityDates dates, TimeProvider clock, IStringLocalizer<OutboxTexts> texts)
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
                db.Initiatives.Include(initiative => initiative.Channels).FirstOrDefault(initiative => initiative.Id == row.InitiativeId),
                db.ChannelInstallations.FirstOrDefault(installation => installation.ConversationId == row.Target)))
            .Take(AtATime + 1).ToListAsync(cancellationToken);
        var seen = await channels.OfAsync(failed.Take(AtATime).SelectMany(one => one.Channels), cancellationToken);
        return Page(new DeliveriesView(
            IsSteward: true,
            [
                .. failed.Take(AtATime).GroupBy(one => one.Row.Reason ?? DeliveryReason.GaveUp)
                    .OrderBy(group => group.Key)
                    .Select(group => new ReasonView(group.Key, [.. group.Select(one => Describe(one, seen))])),
            ],
            failed.Count > AtATime,
            said));
    }

    private static RazorComponentResult<DeliveriesPage> Page(DeliveriesView model) => new(new { Model = model });

    private FailedCardView Describe(Failed failed, SeenChannels seen)
    {
        var at = failed.Row.FailedAt ?? failed.Row.DueAt;
        var isOpen = failed.Initiative is null || seen.Opens(failed.Initiative);
        return new FailedCardView(
            failed.Row.Id, failed.Row.Purpose, isOpen ? failed.Initiative?.Title ?? TitleOf(failed.Row) : texts["HiddenTitle"], PlaceOf(failed, isOpen, seen.Open),
            dates.Show(at), at.ToString("O"), failed.Row.MessageId is not null, failed.Row.Card.Length > 0 && (failed.Row.NotAfter is not { } latest || latest > clock.GetUtcNow()));
    }

    /// <summary>What it said goes after a time.</summary>
    private string TitleOf(Delivery row) => row.Summary.Length > 0 ? row.Summary : texts[$"Card{row.Purpose}"];

    private string PlaceOf(Failed failed, bool isOpen, IReadOnlySet<string> open) => failed switch
    {
        { Row.PersonId: { } person, Initiative: { ContactName: { } name } initiative } when isOpen && initiative.ContactId == person => texts["ChatWith", name],
        { Row.PersonId: not null } => texts["SomebodysChat"],
        { Installation.Kind: ConversationKind.GroupChat } => texts["AChat"],
        _ when !open.Contains(failed.Row.Target) => texts["HiddenPlace"],
        { Installation: { TeamName: { } team, ChannelName: { } channel } } => $"{team} › {channel}",
        _ => failed.Target?.PlaceName ?? failed.Installation?.ChannelName ?? texts["HiddenPlace"],
    };

    private sealed record Failed(Delivery Row, Initiative? Initiative, ChannelInstallation? Installation)
    {
        public InitiativeChannel? Target => Initiative?.Channels.Find(channel => channel.ChannelId == Row.Target);

        /// <summary>What decides whether the card may be told of.</summary>
        public IEnumerable<ChannelPlace> Channels =>
        [
            .. Initiative?.Channels.Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId)) ?? [],
            .. Installation is { Kind: ConversationKind.Channel, TeamId: { } team } ? [new ChannelPlace(team, Row.Target)] : Array.Empty<ChannelPlace>(),
        ];
    }
}
