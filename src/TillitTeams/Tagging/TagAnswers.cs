using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>What a tagger is shown next: the dialog, what was done, or why it could not be.</summary>
internal sealed class TagAnswers(IStringLocalizer<TaggingTexts> texts, TabLinks links, DocumentDialogs documents)
{
    public string DialogTitle => texts["DialogTitle"];

    public DialogAnswer Dialog(TagDialog dialog) => new(DialogTitle, TagDialogCard.Build(dialog with { Documents = Offered(dialog.Message) }, texts));

    public DialogAnswer DocumentDone(bool withMessage) => new(DialogTitle, DocumentDoneCard.Build(withMessage, texts), DialogHeight.Small);

    public DialogAnswer Refusal(TagProblem problem) => new(texts["DialogTitle"], NoticeCard.Build(texts[$"Problem{problem}"]), DialogHeight.Small);

    public DialogAnswer Removed() => new(texts["DialogTitle"], NoticeCard.Build(texts["Removed"]), DialogHeight.Small);

    public DialogAnswer Confirmation(StoredLink stored, Link link, TaggedMessage message, TagChoices choices, ThreadCardOutcome thread) => new(
        texts["DialogTitle"],
        TagConfirmationCard.Build(
            new TagConfirmation(
                link.Title, Names(choices.GoalsOf(link)), Names(choices.PrinciplesOf(link)), stored.IsNew,
                message.IsInChannel, thread, GoalUrl(link, choices), link.Version)
            {
                Documents = Offered(message),
            },
            texts),
        DialogHeight.Small);

    public AdaptiveCard Thread(Link link, string by, TagChoices choices) => ThreadCard.Build(
        new ThreadNotice(
            link.Id, by, link.Message?.ChatId is null ? null : link.Title, Names(choices.GoalsOf(link)),
            Names(choices.PrinciplesOf(link)), link.Why, GoalUrl(link, choices)),
        texts);

    public AdaptiveCard ThreadRemoved() => ThreadCard.BuildRemoved(texts);

    public string ThreadSummary(string by) => texts["ThreadHeading", by];

    private IReadOnlyList<OfferedDocument> Offered(TaggedMessage message) => documents.AreOffered ? message.Documents : [];

    private string GoalUrl(Link link, TagChoices choices) =>
        choices.GoalsOf(link) is [var first, ..]
            ? links.Goal(first.Code, first.Name.In(CultureInfo.CurrentUICulture))
            : links.Overview(texts["TabName"]);

    private static string[] Names(IEnumerable<GovernanceItem> items) => [.. items.Select(item => item.Name.In(CultureInfo.CurrentUICulture))];
}
