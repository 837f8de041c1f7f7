using System.Globalization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TillitTeams.Model;

namespace TillitTeams.Hosting;

public static class HostingWiring
{
    /// <summary>What the app speaks; the first to whoever speaks neither.</summary>
    internal static readonly string[] Languages = ["sv", "en"];

    public static void AddHosting(this WebApplicationBuilder builder)
    {
        // What the server is made of is nobody's business.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddDiscreetLogs();
        builder.AddTelemetry();
        builder.Services.AddHealth();
        builder.Services.AddOptions<TabOptions>().BindConfiguration(TabOptions.Section);
        builder.Services.AddOptions<MunicipalityOptions>().BindConfiguration(MunicipalityOptions.Section);
        builder.Services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section);
        builder.Services.AddOptions<ShutdownOptions>().BindConfiguration(ShutdownOptions.Section);
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>((host, shutdown) => host.ShutdownTimeout = shutdown.Value.DrainFor + shutdown.Value.Limit);
        builder.Services.AddSingleton<RequestLimits>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<MunicipalityDates>();
        builder.Services.AddSingleton<TabAssets>();
        builder.Services.AddSingleton<AskConsent>();
        builder.Services.AddScoped<Caller>();
        builder.Services.AddScoped<OnBehalfOf>();
        builder.Services.AddScoped<TeamsSignOn>();
        builder.Services.AddLocalization();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<AnswerFailure>();
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemAnyway>();
        builder.Services.AddRazorComponents();
        builder.Services.Configure<KeyManagementOptions>(KeepNoKeys.Anywhere);
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] cultures = [.. Languages.Select(language => new CultureInfo(language))];
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            // The tab sends the language of Teams, which may differ from the browser's. Its first address is
            // opened by the browser and carries it, as the manifest says; nothing else decides.
            options.RequestCultureProviders =
            [
                new QueryStringRequestCultureProvider { QueryStringKey = "locale", UIQueryStringKey = "locale" },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseMiddleware<SpeakUtf8>();
        app.UseRequestLocalization();
        app.UseStatusCodePages(ShowPlainPage.InPlaceOfNothingAsync);
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapPage("/assets/{version}/{file}", (string version, string file, HttpRequest request, TabAssets assets) => assets.Answer(version, file, request));
        app.MapPage("/tab/{**view}", ShowTab.Get);
        app.MapPage("/privacy", ShowPlainPage.Privacy);
        app.MapPage("/terms", ShowPlainPage.Terms);
        app.MapGet("/tab/consent", (string? state, Guid? tenant, [FromQuery(Name = "login_hint")] string? loginHint, HttpRequest request, AskConsent consent, CancellationToken cancellationToken) =>
            consent.RedirectAsync(state, tenant, loginHint, request, cancellationToken));
        app.MapGet(AskConsent.EndPath, EndConsent.Get);
    }

    /// <summary>HEAD too: link checkers and proxies ask so.</summary>
    private static void MapPage(this WebApplication app, string pattern, Delegate handler) =>
        app.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], handler);
}
