using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;

namespace TillitTeams.Goals;

/// <param name="IsForChannel">Else it is for a page in SharePoint.</param>
public sealed record ConfigureView(IReadOnlyList<GoalChoiceView> Goals, bool IsForChannel);

public sealed record GoalChoiceView(string Code, string Name, string Description, bool IsChosen);

/// <summary>A tab is set up in a channel or on a SharePoint page: which goals shall it show?</summary>
internal sealed class ChooseGoals(GoalViews views)
{
    public async Task<RazorComponentResult<ConfigurePage>> ShowAsync(ChannelTab tab, CancellationToken cancellationToken)
    {
        var model = await views.ReadModelAsync(cancellationToken);
        return new RazorComponentResult<ConfigurePage>(new
        {
            Model = new ConfigureView(
                [
                    .. model.Goals
                        .Where(goal => goal.IsValidOn(views.Today) || tab.Goal?.Contains(goal.Code) == true)
                        .Select(goal => new GoalChoiceView(
                            goal.Code, GoalViews.NameOf(goal), GoalViews.DescriptionOf(goal), tab.Goal is not { Length: > 0 } chosen || chosen.Contains(goal.Code))),
                ],
                IsForChannel: tab.Channel is { Length: > 0 }),
        });
    }
}
