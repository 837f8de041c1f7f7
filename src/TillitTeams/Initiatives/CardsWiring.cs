namespace TillitTeams.Initiatives;

public static class CardsWiring
{
    public static void AddInitiativeCards(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<InitiativeCards>();
        builder.Services.AddScoped<QueueCards>();
        builder.Services.AddScoped<OpenFromCard>();
        builder.Services.AddScoped<CardReplies>();
        builder.Services.AddScoped<RefreshCard>();
        builder.Services.AddScoped<FollowInitiative>();
        builder.Services.AddScoped<OfferSupport>();
        builder.Services.AddScoped<FindInitiatives>();
        builder.Services.AddScoped<OpenLinkDialog>();
    }
}
