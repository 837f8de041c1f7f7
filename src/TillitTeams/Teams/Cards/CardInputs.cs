namespace TillitTeams.Teams;

public sealed record TextInput(string Id) : CardElement
{
    public string? Label { get; init; }
    public string? Placeholder { get; init; }
    public string? Value { get; init; }
    public int? MaxLength { get; init; }
    public bool? IsMultiline { get; init; }
    public bool? IsRequired { get; init; }
    public string? ErrorMessage { get; init; }
}

public sealed record ChoiceSetInput(string Id, IReadOnlyList<Choice> Choices) : CardElement
{
    public string? Label { get; init; }
    public string? Placeholder { get; init; }
    public bool? IsMultiSelect { get; init; }

    /// <summary>The chosen values, with commas between them when several may be chosen.</summary>
    public string? Value { get; init; }
    public CardChoiceStyle? Style { get; init; }
    public bool Wrap => true;
    public bool? IsRequired { get; init; }
    public string? ErrorMessage { get; init; }
}

public sealed record Choice(string Title, string Value);

public sealed record ToggleInput(string Id, string Title) : CardElement
{
    public string? Label { get; init; }
    public string Value { get; init; } = "false";
    public string ValueOn => "true";
    public string ValueOff => "false";
    public bool Wrap => true;
}
