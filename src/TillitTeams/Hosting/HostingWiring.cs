using System.Globalization;
using Microsoft.AspNetCore.Localization;
using TillitTeams.Model;

namespace TillitTeams.Hosting;

public static class HostingWiring
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TabOptions>().BindConfiguration(TabOptions.Section).ValidateOnStart();
        builder.Services.AddOptions<MunicipalityOptions>()
            .BindConfiguration(MunicipalityOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _), "Municipality:TimeZone names no time zone.")
            .ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<MunicipalityDates>();
        builder.Services.AddSingleton<TabAssets>();
        builder.Services.AddScoped<Caller>();
        builder.Services.AddLocalization();
        builder.Services.AddProblemDetails();
        builder.Services.AddRazorComponents();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            CultureInfo[] cultures = [new("sv"), new("en")];
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            // The tab sends the language of Teams, which may differ from the browser's; nothing else decides.
            options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/assets/{version}/{file}", (string version, string file, HttpRequest request, TabAssets assets) => assets.Answer(version, file, request));
    }
}
