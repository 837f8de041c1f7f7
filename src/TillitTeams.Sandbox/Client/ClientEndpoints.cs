using TillitTeams.Sandbox.Client.Files;

namespace TillitTeams.Sandbox.Client;

/// <summary>
/// The Teams-like client in the browser. What lies under <c>/client</c> is its own interior, between its
/// page and its server; the product never sees it.
/// </summary>
public static class ClientEndpoints
{
    public static IServiceCollection AddClient(this IServiceCollection services) => services
        .AddSingleton<ClientFiles>()
        .AddSingleton<AppPackage>()
        .AddSingleton<ReactionLog>();

    public static void MapClient(this WebApplication app)
    {
        app.MapGet("/", (ClientFiles files, HttpContext context) => files.Page(context));
        app.MapGet("/assets/{version}/{file}", (string version, string file, ClientFiles files, HttpContext context) => files.Asset(version, file, context));

        var client = app.MapGroup("/client");
        client.MapGet("/app-icon", (AppPackage package) => package.Icon());
        client.MapGet("/bootstrap", Bootstrap.Read);
        client.MapGet("/activities", ReadActivities.Read);
        client.MapGet("/conversations", ListConversations.Read);
        client.MapGet("/conversations/{id}/messages", ReadMessages.Page);
        client.MapPost("/conversations/{id}/messages", WriteMessages.Post);
        client.MapPatch("/conversations/{id}/messages/{messageId}", WriteMessages.Edit);
        client.MapDelete("/conversations/{id}/messages/{messageId}", WriteMessages.Delete);
        client.MapPost("/conversations/{id}/messages/{messageId}/reactions", WriteMessages.React);
        client.MapPut("/conversations/{id}/tabs/{tabId:guid}", KeepTabs.InChannel);
        client.MapDelete("/conversations/{id}/tabs/{tabId:guid}", KeepTabs.RemoveFromChannel);
        client.MapPut("/intranet/tabs/{tabId:guid}", KeepTabs.OnIntranet);
        client.MapDelete("/intranet/tabs/{tabId:guid}", KeepTabs.RemoveFromIntranet);
        client.MapGet("/conversations/{id}/files", ReadFiles.OfChannel);
        client.MapGet("/files", ReadFiles.Libraries);
        client.MapGet("/files/follow", ReadFiles.Follow);
        client.MapPost("/files/{driveId}", ChangeFiles.Add);
        client.MapGet("/files/{driveId}/{itemId}", ReadFiles.File);
        client.MapGet("/files/{driveId}/{itemId}/children", ReadFiles.Folder);
        client.MapPatch("/files/{driveId}/{itemId}", ChangeFiles.Change);
        client.MapDelete("/files/{driveId}/{itemId}", ChangeFiles.Delete);
        client.MapPost("/files/{driveId}/{itemId}/share", ChangeFiles.Share);
        client.MapPost("/invoke", InvokeApp.Send);
        client.MapPost("/token", TabToken.Get);
        client.MapGet("/events", Events.Follow);
    }
}
