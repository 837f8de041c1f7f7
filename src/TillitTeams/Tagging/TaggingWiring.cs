namespace TillitTeams.Tagging;

public static class TaggingWiring
{
    public static void AddTagging(this WebApplicationBuilder builder)
    {
    }
}
