using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Goals;

public static class GoalsWiring
{
    public static void AddGoals(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GoalsOptions>()
            .BindConfiguration(GoalsOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<SightCache>();
        builder.Services.AddScoped<ViewerReach>();
        builder.Services.AddScoped<VisibleLinks>();
        builder.Services.AddScoped<ReadLinks>();
    }

    public static void MapGoals(this WebApplication app)
    {
    }
}

public sealed class GoalsOptions
{
    public const string Section = "Goals";

    /// <summary>How long an answer of Graph's about who may open what is believed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan SightLifetime { get; init; } = TimeSpan.FromMinutes(3);
}
