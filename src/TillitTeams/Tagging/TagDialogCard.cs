using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <param name="Chosen">What the inputs are filled in with.</param>
/// <param name="Opened">What they were filled in with when the dialog first opened: merges need it.</param>
/// <param name="Version">The link's, when the message is tagged already.</param>
internal sealed record TagDialog(
    TaggedMessage Message, TagChoices Choices, Tags Chosen, Tags Opened, Guid? Version, bool Tell = false, TagProblem? Problem = null)
{
    /// <summary>What came with the message and can be linked by itself.</summary>
    public IReadOnlyList<OfferedDocument> Documents { get; init; } = [];
}

/// <summary>Asks what a conversation has to do with the goals; tells what went wrong where something did.</summary>
internal static class TagDialogCard
{
    public const string SaveVerb = "linkToGoal";
    public const string RemoveVerb = "linkToGoal.remove";
    private const string NoInitiative = "none";

    /// <summary>A text that is far too long is shown as far as a card can hold it, and before it is cut the documents give way.</summary>
    public static AdaptiveCard Build(TagDialog dialog, IStringLocalizer<TaggingTexts> texts)
    {
        var card = Compose(dialog, texts);
        if (card.CountBytes() > AdaptiveCard.MaxBytes && dialog.Documents.Count > 0)
        {
            return Build(dialog with { Documents = [] }, texts);
        }

        // A text that is no longer too long brings its limit along, and is cut once more for it.
        return card.CountBytes() - AdaptiveCard.MaxBytes is > 0 and var over && dialog.Chosen.Why is { } why && Shorten(why, over) is var cut && cut.Length < why.Length
            ? Build(dialog with { Chosen = dialog.Chosen with { Why = cut } }, texts)
            : card;
    }

    private static AdaptiveCard Compose(TagDialog dialog, IStringLocalizer<TaggingTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["DialogTitle"],
        Body = [.. BuildBody(dialog, texts)],
        Actions = [.. BuildActions(dialog, texts)],
    };

    private static IEnumerable<CardElement> BuildBody(TagDialog dialog, IStringLocalizer<TaggingTexts> texts)
    {
        if (dialog.Problem is { } problem)
        {
            yield return new Container([new TextBlock(texts[$"Problem{problem}"]) { Weight = CardTextWeight.Bolder }])
            {
                Style = CardContainerStyle.Attention,
            };
        }

        yield return new Container(
        [
            new RichTextBlock([new TextRun(dialog.Message.Title) { Weight = CardTextWeight.Bolder }]),
            new RichTextBlock([new TextRun(dialog.Message.PlaceName) { IsSubtle = true, Size = CardTextSize.Small }]) { Spacing = CardSpacing.Small },
        ])
        {
            Style = CardContainerStyle.Emphasis,
        };
        yield return Several("goals", texts["GoalsLabel"], dialog.Choices.Goals, dialog.Chosen.Goals);
        if (dialog.Choices.Principles.Any())
        {
            yield return Several("principles", texts["PrinciplesLabel"], dialog.Choices.Principles, dialog.Chosen.Principles);
        }

        if (dialog.Choices.Initiatives.Count > 0)
        {
            yield return new ChoiceSetInput("initiative",
            [
                new Choice(texts["NoInitiative"], NoInitiative),
                .. dialog.Choices.Initiatives.Select(initiative => new Choice(initiative.Title, initiative.Id.ToString())),
            ])
            {
                Label = texts["InitiativeLabel"],
                Style = CardChoiceStyle.Compact,
                Value = dialog.Chosen.InitiativeId?.ToString() ?? NoInitiative,
                Spacing = CardSpacing.Medium,
            };
        }

        yield return new TextInput("why")
        {
            Label = texts["WhyLabel"],
            Placeholder = texts["WhyPlaceholder"],
            IsMultiline = true,
            // Without the limit no client cuts what is too long already: whoever wrote it shortens it.
            MaxLength = dialog.Chosen.Why?.Length > Link.WhyMaxLength ? null : Link.WhyMaxLength,
            Value = dialog.Chosen.Why,
            ErrorMessage = texts["ProblemWhyTooLong"],
            Spacing = CardSpacing.Medium,
        };
        yield return new ToggleInput("tell", texts[dialog.Message.IsInChannel ? "TellThread" : "TellChat"])
        {
            Value = dialog.Tell ? "true" : "false",
        };
    }

    private static IEnumerable<CardAction> BuildActions(TagDialog dialog, IStringLocalizer<TaggingTexts> texts)
    {
        yield return new SubmitAction(texts[dialog.Version is null ? "Link" : "Save"], new JsonObject
        {
            ["verb"] = SaveVerb,
            ["opened"] = TagDialogData.Write(dialog.Opened),
            ["version"] = dialog.Version?.ToString(),
        });
        if (dialog.Version is { } version)
        {
            yield return Remove(texts["Remove"], version);
        }

        foreach (var button in ForDocuments(dialog.Documents, texts))
        {
            yield return button;
        }
    }

    public static IEnumerable<SubmitAction> ForDocuments(IEnumerable<OfferedDocument> documents, IStringLocalizer<TaggingTexts> texts) =>
        documents.Select(document => DocumentDialogs.Button(texts["LinkDocument", document.Name], document.Url));

    /// <summary>Takes away the link as it is now; one that somebody changed since is shown first.</summary>
    public static SubmitAction Remove(string title, Guid version) =>
        new(title, new JsonObject { ["verb"] = RemoveVerb, ["version"] = version.ToString() })
        {
            AssociatedInputs = CardAssociatedInputs.None,
        };

    /// <summary>By at least so many bytes, of which a character takes three at most.</summary>
    private static string Shorten(string why, int bytes)
    {
        var room = Encoding.UTF8.GetByteCount(why) - bytes - Encoding.UTF8.GetByteCount("…");
        var length = why.Length;
        while (length > 0 && Encoding.UTF8.GetByteCount(why.AsSpan(0, length)) - room is > 0 and var over)
        {
            length -= Math.Min(length, (over + 2) / 3);
        }

        return Excerpt.Cut(why, Math.Max(length, 1));
    }

    private static ChoiceSetInput Several(
        string id, string label, IEnumerable<GovernanceItem> offered, IReadOnlySet<string> chosen) =>
        new(id, [.. offered.Select(item => new Choice(
            $"{item.Name.In(CultureInfo.CurrentUICulture)}: {item.Description.In(CultureInfo.CurrentUICulture)}", item.Code))])
        {
            Label = label,
            IsMultiSelect = true,
            Style = CardChoiceStyle.Expanded,
            Value = string.Join(',', offered.Select(item => item.Code).Where(chosen.Contains)),
            Spacing = CardSpacing.Medium,
        };
}
