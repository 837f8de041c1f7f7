using System.Text.Json.Serialization;

namespace TillitTeams.Teams;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextBlock), "TextBlock")]
[JsonDerivedType(typeof(RichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(Container), "Container")]
[JsonDerivedType(typeof(ColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(FactSet), "FactSet")]
[JsonDerivedType(typeof(ActionSet), "ActionSet")]
[JsonDerivedType(typeof(Image), "Image")]
[JsonDerivedType(typeof(TextInput), "Input.Text")]
[JsonDerivedType(typeof(ChoiceSetInput), "Input.ChoiceSet")]
[JsonDerivedType(typeof(ToggleInput), "Input.Toggle")]
public abstract record CardElement
{
    public CardSpacing? Spacing { get; init; }
    public bool? Separator { get; init; }
}

/// <summary>
/// The product's own words. Teams reads its text as Markdown, so what somebody wrote never goes here but
/// into a <see cref="RichTextBlock"/>.
/// </summary>
public sealed record TextBlock(string Text) : CardElement
{
    public bool Wrap => true;
    public CardTextSize? Size { get; init; }
    public CardTextWeight? Weight { get; init; }
    public CardColor? Color { get; init; }
    public bool? IsSubtle { get; init; }

    /// <summary><c>heading</c> makes it a heading to screen readers.</summary>
    public CardTextStyle? Style { get; init; }
}

/// <summary>Text that is shown as it is written: no Markdown, no HTML.</summary>
public sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement
{
    public RichTextBlock(string text)
        : this([new TextRun(text)])
    {
    }
}

public sealed record TextRun(string Text)
{
    public string Type => "TextRun";
    public CardTextSize? Size { get; init; }
    public CardTextWeight? Weight { get; init; }
    public CardColor? Color { get; init; }
    public bool? IsSubtle { get; init; }
    public bool? Italic { get; init; }

    /// <summary>Makes it a link.</summary>
    public CardAction? SelectAction { get; init; }
}

public sealed record Container(IReadOnlyList<CardElement> Items) : CardElement
{
    public CardContainerStyle? Style { get; init; }
}

public sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <param name="Items">What stands below each other in the column.</param>
/// <param name="Width"><c>auto</c>, <c>stretch</c>, a weight, or pixels as <c>50px</c>.</param>
public sealed record Column(IReadOnlyList<CardElement> Items, string Width = "stretch")
{
    public string Type => "Column";
}

public sealed record FactSet(IReadOnlyList<Fact> Facts) : CardElement;

public sealed record Fact(string Title, string Value);

public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;

public sealed record Image(string Url, string AltText) : CardElement
{
    public CardImageSize? Size { get; init; }
}
