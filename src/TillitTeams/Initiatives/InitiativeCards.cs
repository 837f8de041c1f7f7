using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>Puts an initiative, as it stands now, into the words of a card in the language that is being spoken.</summary>
internal sealed class InitiativeCards(TillitDb db, TabLinks links, IStringLocalizer<InitiativeCardTexts> texts)
{
    private IReadOnlyList<Goal> goals = [];
    private IReadOnlyList<Principle> principles = [];

    /// <summary>Retired goals and principles too: what names them goes on doing so.</summary>
    public async Task ReadModelAsync(CancellationToken cancellationToken)
    {
        goals = await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken);
        principles = await db.Principles.AsNoTracking().OrderBy(principle => principle.Order).ToListAsync(cancellationToken);
    }

    public AdaptiveCard Card(Initiative initiative, Guid? deliveryId = null, CardReader? reader = null) =>
        InitiativeCard.Build(Notice(initiative) with { DeliveryId = deliveryId, Reader = reader }, texts);

    public AdaptiveCard Withdrawn(Guid deliveryId) => InitiativeCard.BuildWithdrawn(deliveryId, texts);

    public AdaptiveCard Offer(Initiative initiative, string by, string? from) =>
        OfferCard.Build(new OfferNotice(by, from, initiative.Title, initiative.SupportAsked ?? "", PageUrl(initiative)), texts);

    public FoundCard Found(Initiative initiative) => new(
        initiative.Title,
        initiative.ResidentsGain ?? initiative.What ?? initiative.Home?.PlaceName ?? texts["HeadingOngoing"],
        Card(initiative));

    public string Say(string key, params object[] arguments) => texts[key, arguments];

    private InitiativeNotice Notice(Initiative initiative) => new(
        initiative.Id,
        initiative.Title,
        initiative.State,
        Words(initiative.What),
        Words(initiative.ResidentsGain),
        Words(initiative.Learned),
        initiative.State == InitiativeState.Done ? null : Words(initiative.SupportAsked),
        [.. goals.Where(goal => initiative.Goals.Exists(tag => tag.GoalId == goal.Id)).Select(NameOf)],
        [.. principles.Where(principle => initiative.Principles.Exists(tag => tag.PrincipleId == principle.Id)).Select(NameOf)],
        Words(initiative.ContactName),
        initiative.Home?.PlaceName,
        PageUrl(initiative));

    public string PageUrl(Initiative initiative) => links.Initiative(initiative.Id, initiative.Title);

    private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string NameOf(GovernanceItem item) => item.Name.In(CultureInfo.CurrentUICulture);
}
