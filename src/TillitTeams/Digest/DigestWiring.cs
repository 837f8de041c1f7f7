using Quartz;
using TillitTeams.Digest.Calendar;
using TillitTeams.Digest.Cards;
using TillitTeams.Digest.Form;
using TillitTeams.Digest.Letter;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Digest;

public static class DigestWiring
{
    public static void AddDigest(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DigestOptions>().BindConfiguration(DigestOptions.Section);
        services.AddSingleton<DigestCalendar>();
        services.AddSingleton<PlanDigest>();
        services.AddScoped<FindSources>();
        services.AddScoped<ReadTold>();
        services.AddScoped<WriteLetter>();
        services.AddScoped<DigestCards>();
        services.AddScoped<QueueDigest>();
        services.AddScoped<SendDigests>();
        services.AddTransient<SendDigestsJob>();
        services.AddScoped<KeepSubscription>();
        services.AddScoped<SwitchDigest>();
        services.AddScoped<AnswerDigest>();
        services.AddScoped<IKnowPeople, ForgetReader>();
        services.AddScoped<IDisposeRows, DisposeEndedLetters>();
        services.AddScoped<IDisposeRows, DisposeMissedLetters>();
        services.AddScoped<IDisposeRows, DisposeLetterAnswers>();
        services.AddScoped<FindOwner>();
        services.AddScoped<ReadChoices>();
        services.AddScoped<DescribeDigest>();
        services.AddScoped<SayFeedback>();
        services.AddScoped<ShowDigest>();
        services.AddScoped<SaveDigest>();
        services.AddScoped<LetterDraft>();
        services.AddScoped<PreviewDigest>();
        builder.AddDigestSchedule();
    }

    public static void MapDigest(this RouteGroupBuilder views)
    {
        views.MapGet("/digest", ([AsParameters] DigestAddress address, HttpContext context, ShowDigest act, CancellationToken cancellationToken) =>
            act.ShowAsync(address, IdentityWiring.IsSteward(context.User), cancellationToken));
        // The token comes in a header that no other site can send, so there is no request to forge.
        var changes = views.MapGroup("/digest").DisableAntiforgery();
        changes.MapPost("", (IFormCollection form, HttpContext context, SaveDigest act, CancellationToken cancellationToken) =>
            act.SaveAsync(DigestFormInput.Read(form), IdentityWiring.IsSteward(context.User), cancellationToken));
        changes.MapPost("/end", (IFormCollection form, HttpContext context, SaveDigest act, CancellationToken cancellationToken) =>
            act.EndAsync(DigestFormInput.Read(form).Address, IdentityWiring.IsSteward(context.User), cancellationToken));
        changes.MapPost("/preview", (IFormCollection form, PreviewDigest act, CancellationToken cancellationToken) =>
            act.ShowAsync(DigestFormInput.Read(form), cancellationToken));
    }
}
