using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Teams;

public enum CardSpacing
{
    None,
    Small,
    Default,
    Medium,
    Large,
    ExtraLarge,
    Padding,
}

public enum CardTextSize
{
    Small,
    Default,
    Medium,
    Large,
    ExtraLarge,
}

public enum CardTextWeight
{
    Lighter,
    Default,
    Bolder,
}

public enum CardTextStyle
{
    Default,
    Heading,
}

public enum CardColor
{
    Default,
    Accent,
    Good,
    Warning,
    Attention,
}

public enum CardContainerStyle
{
    Default,
    Emphasis,
    Good,
    Attention,
    Warning,
    Accent,
}

public enum CardImageSize
{
    Auto,
    Stretch,
    Small,
    Medium,
    Large,
}

public enum CardChoiceStyle
{
    Compact,
    Expanded,
    Filtered,
}

public enum CardActionStyle
{
    Default,
    Positive,
    Destructive,
}

public enum CardAssociatedInputs
{
    Auto,
    None,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [
        typeof(CamelCase<CardSpacing>), typeof(CamelCase<CardTextSize>), typeof(CamelCase<CardTextWeight>),
        typeof(CamelCase<CardTextStyle>), typeof(CamelCase<CardColor>), typeof(CamelCase<CardContainerStyle>),
        typeof(CamelCase<CardImageSize>), typeof(CamelCase<CardChoiceStyle>), typeof(CamelCase<CardActionStyle>),
        typeof(CamelCase<CardAssociatedInputs>),
    ])]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <inheritdoc cref="ActivityJson.Sent"/>
    public static CardJson Sent => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>The schema spells its enumerations in camel case.</summary>
internal sealed class CamelCase<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase)
    where TEnum : struct, Enum;
