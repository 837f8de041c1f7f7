using System.Globalization;
using TillitTeams.Model;

namespace TillitTeams.Tagging.InTab;

/// <param name="Url">The address of the message or document: what says which it is, read anew each time.</param>
/// <param name="Opened">What the form was filled in with when it opened: merges need it.</param>
/// <param name="KeptInitiative">Chosen while Teams does not say which there are: sent again, and not named.</param>
/// <param name="Version">The link's, when it is linked already.</param>
public sealed record LinkFormView(
    string Url,
    string Title,
    string Place,
    IReadOnlyList<ChoiceView> Goals,
    IReadOnlyList<ChoiceView> Principles,
    IReadOnlyList<ChoiceView> Initiatives,
    Guid? KeptInitiative,
    string? Why,
    string Opened,
    Guid? Version,
    string? Problem)
{
    internal static LinkFormView Of(Tagged source, TagChoices choices, Tags chosen, Tags opened, Guid? version, TagProblem? problem = null) => new(
        source.WebUrl,
        source.Title,
        source.PlaceName,
        [.. choices.Goals.Select(goal => Choice(goal, chosen.Goals))],
        [.. choices.Principles.Select(principle => Choice(principle, chosen.Principles))],
        [.. choices.Initiatives.Select(initiative =>
            new ChoiceView(initiative.Id.ToString(), initiative.Title, "", initiative.Id == chosen.InitiativeId))],
        choices.InDoubt && !choices.Initiatives.Any(initiative => initiative.Id == chosen.InitiativeId) ? chosen.InitiativeId : null,
        chosen.Why,
        TagDialogData.Write(opened),
        version,
        problem is { } key ? $"Problem{key}" : null);

    private static ChoiceView Choice(GovernanceItem item, IReadOnlySet<string> chosen) => new(
        item.Code, item.Name.In(CultureInfo.CurrentUICulture), item.Description.In(CultureInfo.CurrentUICulture), chosen.Contains(item.Code));
}

public sealed record ChoiceView(string Value, string Name, string Description, bool IsChosen);

/// <summary>What is said after a change, with the way back.</summary>
/// <param name="Said">Key of the sentence.</param>
/// <param name="GoalView">The page to see it on.</param>
/// <param name="Added">The version that undoing takes away; null when undoing puts back <paramref name="Before"/>.</param>
/// <param name="Now">What stands on the link now, for the merge.</param>
/// <param name="Library">Key of what became of the columns in the document's library; null where there is nothing to say.</param>
public sealed record LinkDoneView(string Said, string Title, string Url, string? GoalView, Guid? Added, TagsView Before, string Now, string? Library = null);

public sealed record TagsView(IReadOnlyCollection<string> Goals, IReadOnlyCollection<string> Principles, Guid? Initiative, string? Why)
{
    internal static TagsView Of(Tags tags) => new(tags.Goals, tags.Principles, tags.InitiativeId, tags.Why);
}
