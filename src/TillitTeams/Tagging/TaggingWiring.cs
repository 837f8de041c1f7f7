using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Tagging;

public static class TaggingWiring
{
    public static void AddTagging(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TaggingOptions>()
            .BindConfiguration(TaggingOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddScoped<OpenTagDialog>();
        builder.Services.AddScoped<TagMessage>();
        builder.Services.AddScoped<RemoveTag>();
        builder.Services.AddScoped<RefreshThreadCard>();

        builder.Services.AddScoped<IdentifyMessage>();
        builder.Services.AddScoped<CheckMessage>();
        builder.Services.AddScoped<AdmitMessage>();
        builder.Services.AddScoped<StoreLink>();
        builder.Services.AddScoped<TellThread>();
        builder.Services.AddScoped<TagAnswers>();
    }
}

/// <summary>Together with the reading and writing of rows, the two fit in <c>Bot:InvokeLimit</c>.</summary>
public sealed class TaggingOptions
{
    public const string Section = "Tagging";

    /// <summary>How long Graph may take to confirm the message and the membership before Teams' word is enough.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan GraphLimit { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the card in the thread may take before the tagger is told that it is uncertain.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:10")]
    public TimeSpan ThreadLimit { get; init; } = TimeSpan.FromSeconds(1.5);
}
