namespace TillitTeams.Governance;

public static class GovernanceWiring
{
    public static void AddGovernance(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GovernanceOptions>()
            .BindConfiguration(GovernanceOptions.Section)
            .ValidateOnStart();
        // After storage: hosted services start in the order they are added, and tables must exist.
        builder.Services.AddHostedService<ImportModel>();
    }
}

public sealed class GovernanceOptions
{
    public const string Section = "Governance";

    /// <summary>A file like <c>vadstena.json</c>, read once, on the first start; null takes Vadstena's own.</summary>
    public string? ModelFile { get; init; }
}
