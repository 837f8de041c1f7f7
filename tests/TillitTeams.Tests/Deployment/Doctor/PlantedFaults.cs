using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Deployment.Doctor;

/// <summary>What may be wrong with a deployment: how it comes about in the local tenant, and how the line about it begins, a star for what differs from run to run.</summary>
internal static class PlantedFaults
{
    private const string Messages = "/api/messages";
    private const string Notifications = "/api/notifications";

    public static IReadOnlyDictionary<string, (string Line, Func<Examination, Task> PlantAsync)> All { get; } = new Dictionary<string, (string, Func<Examination, Task>)>(StringComparer.Ordinal)
    {
        ["no public address"] = ("✗ Namn: Tab__PublicUrl saknas", Set("Tab:PublicUrl", null)),
        ["a name that is not in DNS"] = ("✗ Namn: tillit.vadstena.invalid finns inte i DNS.", Set("Tab:PublicUrl", "https://tillit.vadstena.invalid")),
        ["nobody listens"] = ("✗ Certifikat: ingen lyssnar på localhost:", Set("Tab:PublicUrl", $"https://localhost:{SandboxAddresses.FreePort()}")),
        ["a certificate that has ended"] = ("✗ Certifikat: gick ut ", Show("localhost", -90, -1)),
        ["a certificate of another host"] = ("✗ Certifikat: är inte för localhost utan för tillit.motala.example.", Show("tillit.motala.example", -1, 90)),
        ["a certificate that nobody trusts"] = ("✗ Certifikat: utfärdat av localhost, som Microsoft 365 inte litar på.", Show("localhost", -1, 90, trusted: false)),
        ["a certificate that ends soon"] = ("! Certifikat: går ut ", Show("localhost", -80, 10)),
        ["a proxy that wants a sign-in"] = ("✗ Appen: localhost skickar vidare till https://login.vadstena.example/", Answer("/", StatusCodes.Status302Found, location: "https://login.vadstena.example/")),
        ["a proxy whose app is down"] = ("✗ Appen: localhost svarar 502 i stället för appen.", Answer("/", StatusCodes.Status502BadGateway)),
        ["another app"] = ("✗ Appen: det som svarar på localhost är inte TillitTeams.", Answer("/", StatusCodes.Status200OK, "Välkommen till nginx!")),
        ["an app that is not ready"] = ("✗ Appen: lever men är inte redo att ta emot (503).", Answer("/healthz/ready", StatusCodes.Status503ServiceUnavailable)),
        ["a proxy that replaces frame-ancestors"] = ("✗ Säkerhetshuvuden: något på vägen byter ut frame-ancestors, så fliken inte får visas i https://teams.microsoft.com, ", Header("Content-Security-Policy", "frame-ancestors 'self'")),
        ["a proxy that adds X-Frame-Options"] = ("✗ Säkerhetshuvuden: något på vägen lägger till X-Frame-Options: SAMEORIGIN", Header("X-Frame-Options", "SAMEORIGIN")),
        ["a proxy that hides the bot"] = ("✗ Botens adress: /api/messages svarar 404 utifrån, så Teams når inte boten.", Answer(Messages, StatusCodes.Status404NotFound)),
        ["a proxy that answers for the bot"] = ("✗ Botens adress: /api/messages svarar 200 åt vem som helst", Answer(Messages, StatusCodes.Status200OK)),
        ["a proxy that redirects the bot"] = ("✗ Botens adress: /api/messages skickar vidare (308)", Answer(Messages, StatusCodes.Status308PermanentRedirect, location: "/api/messages/")),
        ["a proxy that stops notifications"] = ("✗ Ändringsnotiser: /api/notifications svarar 403 utifrån", Answer(Notifications, StatusCodes.Status403Forbidden)),
        ["a proxy that changes the handshake"] = ("✗ Ändringsnotiser: något på vägen ändrar svaret från /api/notifications", Answer(Notifications, StatusCodes.Status200OK, "<html>ok</html>")),
        ["a proxy that holds notifications up"] = ("✗ Ändringsnotiser: inget svar inom 10 sekunder.", Meddle((proxy, context) =>
            context.Request.Path.StartsWithSegments(Notifications, StringComparison.Ordinal) ? Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System, context.RequestAborted) : proxy.HandOnAsync(context))),
        ["an unknown tenant"] = ("✗ Katalog: 11111111-2222-3333-4444-555555555555 finns inte i Entra (AADSTS90002).", Set("AzureAd:TenantId", "11111111-2222-3333-4444-555555555555")),
        ["a clock ten minutes ahead"] = ("✗ Klockor: den här datorns klocka går * sekunder fel mot Entras.", Clock(TimeSpan.FromMinutes(10))),
        ["a clock a minute behind"] = ("! Klockor: den här datorns klocka går * sekunder fel mot Entras.", Clock(TimeSpan.FromMinutes(-1))),
        ["an unknown client id"] = ("✗ Appens legitimation: appen finns inte i katalogen (AADSTS700016).", Set("AzureAd:ClientId", "11111111-2222-3333-4444-555555555555")),
        ["a wrong secret"] = ("✗ Appens legitimation: hemligheten är fel (AADSTS7000215).", Set("AzureAd:ClientCredentials:0:ClientSecret", "hemligt-men-fel")),
        ["a secret that has ended"] = ("✗ Appens legitimation: hemligheten har gått ut (AADSTS7000222).", AsApp(app => app.ClientSecretEndsAt = DateTimeOffset.MinValue, app => app.ClientSecretEndsAt = DateTimeOffset.MaxValue)),
        ["an identity that the registration does not trust"] = ("✗ Appens legitimation: appregistreringen litar inte på den identitet som appen visar (AADSTS700213).", FederateAsync),
        ["an app that nobody has consented to"] = ("✗ Appens legitimation: appen är registrerad, men katalogen har ingen företagsapp för den", AsApp(app => app.HasPrincipal = false, app => app.HasPrincipal = true)),
        ["a managed identity that is not there"] = ("✗ Appens legitimation: den hanterade identiteten gav inget intyg (", WithoutIdentity),
        ["a permission that was not granted"] = ("✗ Appens behörigheter: i * saknas Sites.Selected.", AsApp(app => app.GrantedRoles.Remove("Sites.Selected"), app => app.GrantedRoles.Add("Sites.Selected"))),
        ["a permission too much"] = ("! Appens behörigheter: i * har appen fått mer än den behöver: Sites.FullControl.All.", AsApp(app => app.GrantedRoles.Add("Sites.FullControl.All"), app => app.GrantedRoles.Remove("Sites.FullControl.All"))),
        ["an administrator's token that has ended"] = ("✗ Appregistrering: Microsoft Graph tog inte emot administratörens token.", Examine(examination => examination.AdminToken = "gammal")),
        ["an identifier that is not the public host's"] = ("✗ Appregistrering: Application ID URI ska vara api://localhost:", Register(app => app["identifierUris"] = new JsonArray("api://tillit.vadstena.example/1"))),
        ["no redirect address"] = ("✗ Appregistrering: omdirigeringsadressen https://localhost:", Register(app => app["web"]!["redirectUris"] = new JsonArray())),
        ["a client that is not authorized in advance"] = ("✗ Appregistrering: klienterna 1fec8e78-bce4-4aaf-ab1b-5451cc387264 är inte godkända på förhand", Register(app => app["api"]!["preAuthorizedApplications"]!.AsArray().RemoveAt(0))),
        ["tokens of version 1"] = ("✗ Appregistrering: requestedAccessTokenVersion ska vara 2.", Register(app => app["api"]!["requestedAccessTokenVersion"] = null)),
        ["a scope that is disabled"] = ("✗ Appregistrering: omfånget access_as_user saknas eller är avstängt.", Register(app => app["api"]!["oauth2PermissionScopes"]![0]!["isEnabled"] = false)),
        ["no app role"] = ("✗ Appregistrering: approllen GoalSteward saknas", Register(app => app["appRoles"] = new JsonArray())),
        ["a claim that tokens lack"] = ("✗ Appregistrering: de valfria anspråken idtyp saknas i åtkomsttoken.", Register(app => app["optionalClaims"] = null)),
        ["no administrator's consent"] = ("✗ Administratörens godkännande: ChannelMessage.Read.All är inte godkänt för alla.", Consent(app => app.ConsentedPermissions.Remove("ChannelMessage.Read.All"), app => app.ConsentedPermissions.Add("ChannelMessage.Read.All"))),
        ["more consent than is needed"] = ("! Administratörens godkännande: mer är godkänt än appen behöver: Sites.Read.All.", Consent(app => app.ConsentedPermissions.Add("Sites.Read.All"), app => app.ConsentedPermissions.Remove("Sites.Read.All"))),
        ["keys of Teams that are out of reach"] = ("✗ Teams nycklar: https://localhost:", Set("Bot:MetadataAddress", $"https://localhost:{SandboxAddresses.FreePort()}/openid")),
        ["a subscription that Graph has dropped"] = ("✗ Prenumerationer: Microsoft Graph känner inte ", Subscribe((content, gone) => content.Remove(gone), (content, gone) => content.Add(gone))),
        ["a subscription to another address"] = ("✗ Prenumerationer: ", Subscribe((_, one) => one.NotificationUrl = new Uri("https://gamla.vadstena.example/api/notifications"), (_, one) => one.NotificationUrl = new Uri(one.LifecycleNotificationUrl!, "/api/notifications"))),
        ["a subscription that is not renewed"] = ("✗ Prenumerationer: ", Subscribe((_, one) => one.ExpiresAt -= TimeSpan.FromDays(1.9), (_, one) => one.ExpiresAt += TimeSpan.FromDays(1.9))),
        ["subscriptions that may not be listed"] = ("! Prenumerationer: i * kunde de inte undersökas", Examine(examination =>
            examination.Vadstena.Host.Faults.Refuse(CloudService.Graph, 1, StatusCodes.Status403Forbidden, "Forbidden", path => path == "/v1.0/subscriptions"))),
        ["a site that is not granted any more"] = ("✗ Webbplatser i SharePoint: appen kommer inte längre åt ", Ungrant),
        ["no id in Teams"] = ("✗ Appens id i Teams: Teams__AppId är bara nollor", Set("Teams:AppId", Guid.Empty.ToString())),
        ["no database"] = ("✗ Databas: det finns ingen fil ", Examine(examination => examination.Settings["Storage:ConnectionString"] = $"Data Source={examination.Vadstena.Folder}/saknas.db")),
        ["a database server that is down"] = ("✗ Databas: kunde inte öppnas: Failed to connect to ", Examine(examination =>
        {
            examination.Settings["Storage:Provider"] = "PostgreSql";
            examination.Settings["Storage:ConnectionString"] = $"Host=localhost;Port={SandboxAddresses.FreePort()};Database=tillitteams;Username=tillitteams;Password=hemligt";
        })),
        ["a database server that is not in DNS"] = ("✗ Databas: servern db.vadstena.invalid finns inte i DNS.", Examine(examination =>
        {
            examination.Settings["Storage:Provider"] = "PostgreSql";
            examination.Settings["Storage:ConnectionString"] = "Host=db.vadstena.invalid;Database=tillitteams;Username=tillitteams;Password=hemligt";
        })),
        ["a database of an older version"] = ("✗ Databas: hör till en äldre version av appen; ", DatabaseAsync("DELETE FROM __EFMigrationsHistory WHERE MigrationId = (SELECT max(MigrationId) FROM __EFMigrationsHistory)")),
        ["a database of a newer version"] = ("✗ Databas: hör till en nyare version av appen (29990101000000_Framtid).", DatabaseAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Framtid', '99.0')")),
        ["a database that cannot be written"] = ("✗ Skriva i databasen: går inte: ", Examine(examination => examination.Settings["Storage:ConnectionString"] = $"{examination.Vadstena.Host.ProductSettings["Storage:ConnectionString"]};Mode=ReadOnly")),
        ["a table that cannot be written"] = ("✗ Skriva i databasen: går inte: ", DatabaseAsync("CREATE TRIGGER Stop BEFORE INSERT ON GraphSubscriptions BEGIN SELECT RAISE(ABORT, 'nej'); END")),
        ["telemetry that nobody takes"] = ("✗ Driftdata: OTEL_EXPORTER_OTLP_ENDPOINT säger localhost:", Set("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://localhost:{SandboxAddresses.FreePort()}")),
    };

    private sealed class OffClock(TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;
    }

    private static Func<Examination, Task> Examine(Action<Examination> plant) => examination =>
    {
        plant(examination);
        return Task.CompletedTask;
    };

    private static Func<Examination, Task> Set(string key, string? value) => Examine(examination => examination.Settings[key] = value);

    private static Func<Examination, Task> Show(string host, int fromDay, int toDay, bool trusted = true) => Examine(examination =>
    {
        var (before, shown) = (examination.Proxy.Certificate, OutsideProxy.MakeCertificate(host, fromDay, toDay));
        examination.Proxy.Certificate = shown;
        examination.Trusted = trusted ? shown : null;
        examination.Mend = () => examination.Proxy.Certificate = before;
    });

    /// <summary>The proxy answers by itself below a path.</summary>
    private static Func<Examination, Task> Answer(string below, int status, string body = "", string? location = null) => Meddle((proxy, context) =>
    {
        if (!context.Request.Path.StartsWithSegments(below.TrimEnd('/'), StringComparison.Ordinal))
        {
            return proxy.HandOnAsync(context);
        }

        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return context.Response.WriteAsync(body);
    });

    private static Func<Examination, Task> Header(string name, string value) => Meddle((proxy, context) =>
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[name] = value;
            return Task.CompletedTask;
        });
        return proxy.HandOnAsync(context);
    });

    private static Func<Examination, Task> Meddle(Func<OutsideProxy, HttpContext, Task> meddle) => Examine(examination =>
    {
        examination.Proxy.Meddle = context => meddle(examination.Proxy, context);
        examination.Mend = () => examination.Proxy.Meddle = null;
    });

    private static Func<Examination, Task> Clock(TimeSpan off) => Examine(examination =>
        examination.Host = builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new OffClock(off))));

    private static Func<Examination, Task> AsApp(Action<AppRegistration> plant, Action<AppRegistration> mend) => Examine(examination =>
    {
        plant(examination.Vadstena.Host.App);
        examination.Mend = () => mend(examination.Vadstena.Host.App);
    });

    private static Func<Examination, Task> Consent(Action<AppRegistration> plant, Action<AppRegistration> mend) => examination =>
    {
        examination.AdminToken = examination.Vadstena.AdministratorsToken();
        return AsApp(plant, mend)(examination);
    };

    private static Func<Examination, Task> Register(Action<JsonObject> plant) => Examine(examination =>
    {
        var registration = examination.Vadstena.Host.App.Registration;
        var before = registration.DeepClone().AsObject();
        plant(registration);
        examination.AdminToken = examination.Vadstena.AdministratorsToken();
        examination.Mend = () =>
        {
            foreach (var (name, value) in before)
            {
                registration[name] = value?.DeepClone();
            }
        };
    });

    private static async Task FederateAsync(Examination examination)
    {
        var file = Path.Combine(examination.Vadstena.Folder, "identity-token");
        await File.WriteAllTextAsync(file, examination.Vadstena.Host.Tokens.MintForApp("api://AzureADTokenExchange", []));
        examination.Settings["AzureAd:ClientCredentials:0:SourceType"] = "SignedAssertionFilePath";
        examination.Settings["AzureAd:ClientCredentials:0:SignedAssertionFileDiskPath"] = file;
    }

    /// <summary>As on a machine that is not Azure's: MSAL asks where this says, and nobody is there. Nothing else in the process asks for one.</summary>
    private static Task WithoutIdentity(Examination examination)
    {
        const string Endpoint = "AZURE_POD_IDENTITY_AUTHORITY_HOST";
        Environment.SetEnvironmentVariable(Endpoint, $"http://localhost:{SandboxAddresses.FreePort()}");
        examination.Settings["AzureAd:ClientCredentials:0:SourceType"] = "SignedAssertionFromManagedIdentity";
        // Microsoft's own hosts have theirs built in.
        examination.Settings["AzureAd:ClientCredentials:0:TokenExchangeUrl"] = "api://AzureADTokenExchange";
        examination.Mend = () => Environment.SetEnvironmentVariable(Endpoint, value: null);
        return Task.CompletedTask;
    }

    private static Func<Examination, Task> Subscribe(
        Action<List<ChangeSubscription>, ChangeSubscription> plant,
        Action<List<ChangeSubscription>, ChangeSubscription> mend) => Examine(examination =>
    {
        var subscription = examination.Subscription;
        Change(plant);
        examination.Mend = () => Change(mend);

        void Change(Action<List<ChangeSubscription>, ChangeSubscription> change) => examination.Vadstena.Tenant.Read(content =>
        {
            change(content.Subscriptions, subscription);
            return true;
        });
    });

    private static Task Ungrant(Examination examination)
    {
        var app = examination.Vadstena.Host.App.ClientId.ToString();
        examination.Vadstena.Tenant.RevokeSite("skola", app);
        examination.Mend = () => examination.Vadstena.Tenant.GrantSite("skola", app);
        return Task.CompletedTask;
    }

    /// <summary>A copy, with its history written anew.</summary>
    private static Func<Examination, Task> DatabaseAsync(string history) => async examination =>
    {
        var copy = Path.Combine(examination.Vadstena.Folder, $"{Guid.NewGuid():N}.db");
        await StoredRows.OfFileAsync(examination.Vadstena.Host.ProductSettings["Storage:ConnectionString"]!["Data Source=".Length..], string.Create(CultureInfo.InvariantCulture, $"VACUUM INTO '{copy}'"));
        await StoredRows.OfFileAsync(copy, history);
        examination.Settings["Storage:ConnectionString"] = $"Data Source={copy}";
    };
}
