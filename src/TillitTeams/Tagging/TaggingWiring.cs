using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Tagging.Documents;
using TillitTeams.Tagging.InTab;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Tagging;

public static class TaggingWiring
{
    public static void AddTagging(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TaggingOptions>().BindConfiguration(TaggingOptions.Section);
        builder.Services.AddScoped<OpenTagDialog>();
        builder.Services.AddScoped<TagMessage>();
        builder.Services.AddScoped<RemoveTag>();
        builder.Services.AddScoped<OpenDocumentDialog>();
        builder.Services.AddScoped<UnfurlLink>();
        builder.Services.AddScoped<SearchDocuments>();
        builder.Services.AddScoped<FindGoals>();
        builder.Services.AddScoped<RefreshThreadCard>();

        builder.Services.AddScoped<IdentifyMessage>();
        builder.Services.AddScoped<CheckMessage>();
        builder.Services.AddScoped<AdmitMessage>();
        builder.Services.AddScoped<OfferChoices>();
        builder.Services.AddScoped<StoreLink>();
        builder.Services.AddScoped<IKnowPeople, ForgetTagger>();
        builder.Services.AddScoped<IDisposeRows, DisposeGoneLinks>();
        builder.Services.AddScoped<TellThread>();
        builder.Services.AddScoped<TagAnswers>();
        builder.Services.AddSingleton<DocumentDialogs>();
        builder.Services.AddScoped<ComposeReplies>();

        builder.Services.AddScoped<FindMessage>();
        builder.Services.AddScoped<FindDocument>();
        builder.Services.AddScoped<FindSource>();
        builder.Services.AddScoped<FindDocuments>();
        builder.Services.AddScoped<OpenLinkForm>();
        builder.Services.AddScoped<SaveLinkForm>();
        builder.Services.AddScoped<RemoveInTab>();
        builder.Services.AddScoped<RemoveOwnLink>();
        builder.Services.AddSingleton<RemovedLinks>();
        builder.Services.AddScoped<LinkFirstMessage>();

        builder.Services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section)
            .Configure<IOptions<TabOptions>>((live, tab) => live.PublicUrl = tab.Value.PublicUrl);
        builder.Services.AddScoped<ReceiveNotifications>();
        builder.Services.AddScoped<KeepSubscriptions>();
        builder.Services.AddScoped<RecheckLinks>();
        builder.Services.AddDocuments();
        builder.Services.AddSingleton<LiveLoop>();
        builder.Services.AddHostedService(services => services.GetRequiredService<LiveLoop>());
    }

    /// <summary>Anonymous, because Graph signs in nowhere: what it says is believed by its client state.</summary>
    public static void MapNotifications(this WebApplication app)
    {
        app.MapPost(NotificationAddress.Changes, (HttpRequest request, ReceiveNotifications act, CancellationToken cancellationToken) => act.ReceiveAsync(request, cancellationToken));
        app.MapPost(NotificationAddress.Lifecycle, (HttpRequest request, ReceiveNotifications act, CancellationToken cancellationToken) => act.ReceiveAsync(request, cancellationToken));
    }

    public static void MapTagging(this RouteGroupBuilder views)
    {
        views.MapDocuments();
        views.MapGet("/documents", (string? q, Guid? initiative, FindDocuments act, CancellationToken cancellationToken) =>
            act.FindAsync(q, initiative, cancellationToken));
        views.MapGet("/link", (string? url, Guid? initiative, OpenLinkForm act, CancellationToken cancellationToken) =>
            act.OpenAsync(url, initiative, cancellationToken));
        // The token comes in a header that no other site can send, so there is no request to forge.
        var changes = views.MapGroup("/link").DisableAntiforgery();
        changes.MapPost("", (IFormCollection form, SaveLinkForm act, CancellationToken cancellationToken) =>
            act.SaveAsync(LinkFormInput.Read(form), cancellationToken));
        changes.MapPost("/first", (IFormCollection form, LinkFirstMessage act, CancellationToken cancellationToken) =>
            act.LinkAsync(LinkFormInput.Read(form), cancellationToken));
        changes.MapPost("/remove", (IFormCollection form, RemoveInTab act, CancellationToken cancellationToken) =>
            act.RemoveAsync(LinkFormInput.Read(form), cancellationToken));
        changes.MapPost("/own/remove", ([FromForm] Guid id, [FromForm] Guid version, RemoveOwnLink act, CancellationToken cancellationToken) =>
            act.RemoveAsync(id, version, cancellationToken));
        changes.MapPost("/own/restore", ([FromForm] Guid removal, RemoveOwnLink act, CancellationToken cancellationToken) =>
            act.PutBackAsync(removal, cancellationToken));
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
