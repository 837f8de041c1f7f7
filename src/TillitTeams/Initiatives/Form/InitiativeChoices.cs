using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives.Form;

internal sealed record OfferedChannel(string ChannelId, string TeamId, string Name);

/// <param name="Offered">By name: those where the app is, and those that the initiative has already.</param>
/// <param name="Open">Ids of all that the person can open among those and the initiative's own.</param>
/// <param name="InDoubt">Teams did not say of all of them, and those are not among them.</param>
internal sealed record OfferedChannels(IReadOnlyList<OfferedChannel> Offered, IReadOnlySet<string> Open, bool InDoubt)
{
    public bool CanOpen(string channelId) => Open.Contains(channelId);

    public OfferedChannel? Find(string? channelId) => Offered.FirstOrDefault(channel => channel.ChannelId == channelId);
}

/// <summary>What somebody can choose from: what the council has decided and is in force, and the channels that they can open.</summary>
internal sealed record InitiativeChoices(IReadOnlyList<Goal> Goals, IReadOnlyList<Principle> Principles, OfferedChannels Channels);

internal sealed class ReadChoices(TillitDb db, ViewerReach reach, ViewerChannels sight, MunicipalityDates dates)
{
    /// <param name="initiative">The one whose own channels are asked about too.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<InitiativeChoices> ReadAsync(Initiative? initiative, CancellationToken cancellationToken)
    {
        var goals = await db.Goals.AsNoTracking().OrderBy(goal => goal.Order).ToListAsync(cancellationToken);
        var principles = await db.Principles.AsNoTracking().OrderBy(principle => principle.Order).ToListAsync(cancellationToken);
        return new InitiativeChoices(
            [.. goals.Where(goal => goal.IsValidOn(dates.Today))],
            [.. principles.Where(principle => principle.IsValidOn(dates.Today))],
            await ChannelsAsync(initiative?.Channels ?? [], cancellationToken));
    }

    private async Task<OfferedChannels> ChannelsAsync(List<InitiativeChannel> own, CancellationToken cancellationToken)
    {
        var known = await reach.ReadAsync(cancellationToken);
        var teams = known?.Teams.Keys.ToList() ?? [];
        var installed = await db.ChannelInstallations.AsNoTracking()
            .Where(row => row.Kind == ConversationKind.Channel && row.ClosedAt == null && EF.Parameter(teams).Contains(row.TeamId!))
            .ToListAsync(cancellationToken);
        var channels = installed
            .Select(row => new OfferedChannel(row.ConversationId, row.TeamId!, NameOf(row, known!.Teams[row.TeamId!])))
            .Concat(own.Select(channel => new OfferedChannel(channel.ChannelId, channel.TeamId, channel.PlaceName)))
            .DistinctBy(channel => channel.ChannelId, StringComparer.Ordinal)
            .ToList();
        var seen = await sight.OfAsync(channels.Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId)), cancellationToken);
        return new OfferedChannels(
            [.. channels.Where(channel => seen.Open.Contains(channel.ChannelId)).OrderBy(channel => channel.Name, StringComparer.CurrentCulture)],
            seen.Open,
            known is null || seen.InDoubt);
    }

    private static string NameOf(ChannelInstallation row, string team) =>
        string.Join(" › ", new[] { row.TeamName ?? team, row.ChannelName }.Where(name => !string.IsNullOrWhiteSpace(name)));
}
