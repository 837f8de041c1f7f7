using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Goals.Pages;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

using ChannelResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Goals.Pages.ChannelPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Goals.Pages.LinkRows>>;

namespace TillitTeams.Goals;

/// <summary>What a tab in a channel was set up to show; it stands in the tab's address.</summary>
/// <param name="Team">Entra group id of the team that the channel belongs to.</param>
/// <param name="Goal">Codes of the chosen goals.</param>
internal sealed record ChannelTab(Guid? Team, string? Channel, string[]? Goal)
{
    public string? DigestAddress => Channel is { Length: > 0 } channel ? QueryHelpers.AddQueryString("digest", "channel", channel) : null;

    public string AddressOf(LinkCursor after) => QueryHelpers.AddQueryString(
        "channel",
        [
            KeyValuePair.Create("team", (string?)Team.ToString()),
            KeyValuePair.Create("channel", Channel),
            .. (Goal ?? []).Select(code => KeyValuePair.Create("goal", (string?)code)),
            KeyValuePair.Create("after", (string?)after.ToString()),
        ]);
}

/// <param name="Goals">The chosen ones; each leads to all that the viewer may see of it.</param>
/// <param name="Gained">What residents gained, in people's own words.</param>
/// <param name="Digest">Where the channel's weekly letter is set up.</param>
public sealed record ChannelView(IReadOnlyList<ChannelGoalView> Goals, IReadOnlyList<ToldView> Gained, IReadOnlyList<InitiativeView> Asks, IReadOnlyList<InitiativeView> Initiatives, RowsView Links, string? Digest);

public sealed record ChannelGoalView(TagView Goal, string Description);

/// <summary>
/// The goals as a channel sees them: only links that everybody in the channel can open, and of those only
/// what the viewer can. Who says to be in another channel than they are in gains nothing by it.
/// </summary>
internal sealed class ShowChannel(ReadLinks links, ReadInitiatives initiatives, ChannelAudience audience, GoalViews views, InitiativeViews told)
{
    private const int Quotes = 3;

    public async Task<ChannelResults> ShowAsync(ChannelTab tab, string? after, CancellationToken cancellationToken)
    {
        var model = await views.ReadModelAsync(cancellationToken);
        var goals = model.Goals.Where(goal => tab.Goal?.Contains(goal.Code) == true).ToList();
        var open = tab is { Team: { } team, Channel: { Length: > 0 } channel }
            ? await audience.ReadAsync(team, channel, cancellationToken)
            : new OpenChannels([], InDoubt: false);
        var query = new LinkQuery(
            TeamId: tab.Team.ToString(), Kind: LinkKind.Message, Channels: open.Channels, AnyOfGoals: [.. goals.Select(goal => goal.Id)], After: LinkCursor.Read(after));
        var page = await links.PageAsync(query, cancellationToken);
        page = page with { InDoubt = page.InDoubt || open.InDoubt };
        var rows = views.Rows(page, model, page.Next is { } next ? tab.AddressOf(next) : null);
        if (query.After is not null)
        {
            return new RazorComponentResult<LinkRows>(new { Model = rows });
        }

        var ours = tab.Channel is { Length: > 0 } own
            ? await initiatives.PageAsync(new InitiativeQuery(ChannelId: own), cancellationToken)
            : new InitiativesRead([], null, InDoubt: false);
        var chosen = ours.Initiatives.Where(initiative => goals.Exists(goal => initiative.Goals.Exists(tag => tag.GoalId == goal.Id))).ToList();
        var about = chosen.Select(initiative => told.Row(initiative, model)).ToList();
        var gained = await links.PageAsync(query with { WithWhy = true, Size = Quotes }, cancellationToken);
        return new RazorComponentResult<ChannelPage>(new
        {
            Model = new ChannelView(
                [.. goals.Select(goal => new ChannelGoalView(GoalViews.Tag(goal), GoalViews.DescriptionOf(goal)))],
                told.Told(gained.Links, chosen, Quotes),
                [.. about.Where(row => row.Support is not null)],
                about,
                rows with { InDoubt = rows.InDoubt || ours.InDoubt },
                tab.DigestAddress),
        });
    }
}
