using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Storage;
using TillitTeams.Tests.Permissions;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// A fresh Vadstena with the whole product in it, over HTTP, in this process. A class that changes what
/// others read takes one of its own; <see cref="Settings"/> is what a derived one varies.
/// </summary>
public class LocalTenant : IAsyncLifetime
{
    private SandboxHost? host;

    /// <summary>Where the tenant and the product's database are kept.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("tillit-test-").FullName;

    public SandboxHost Host => host ?? throw new InvalidOperationException("The tenant has not started.");

    public SandboxTenant Tenant => Host.Tenant;

    public FakeLogCollector Logs { get; } = new();

    /// <summary>All that the product logs, for what must not stand there.</summary>
    public WatchedLogs Watched { get; } = new();

    /// <summary>Graph's limits are left out unless a test is about them: one request per second and channel is soon spent.</summary>
    protected virtual SandboxSettings Settings => new() { GraphLimits = GraphLimits.None };

    /// <summary>Tests ask more of the app in a second than a person does, and have less patience.</summary>
    private static IReadOnlyDictionary<string, string?> Hurried => new Dictionary<string, string?>
    {
        ["Limits:PersonPerSecond"] = "10000",
        ["Limits:PersonBurst"] = "100000",
        ["Graph:RetryDelay"] = "00:00:00.050",
    };

    /// <summary>Settings that say where the product keeps what it stores.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Store => TestStore.SettingsFor(Folder);

    public virtual async ValueTask InitializeAsync()
    {
        await EmptyStore.CopyAsync(Store, Folder);
        host = await SandboxHost.StartAsync(
            Settings with
            {
                ClientPort = 0,
                AppPort = 0,
                CloudPort = 0,
                DataDirectory = Folder,
                AppSettings = Together(Hurried, WatchedLogs.Levels, Store, Settings.AppSettings),
                ConfigureApp = builder =>
                {
                    builder.Logging.AddProvider(new FakeLoggerProvider(Logs));
                    builder.Logging.AddProvider(Watched);
                    Settings.ConfigureApp?.Invoke(builder);
                },
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>The last that says something of a setting is heard.</summary>
    private static Dictionary<string, string?> Together(params IEnumerable<IReadOnlyDictionary<string, string?>> settings) =>
        settings.SelectMany(one => one).GroupBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the tests speak to Graph themselves, as the app never would.</summary>
    protected virtual bool AsksGraphItself => false;

    /// <summary>Ends the tenant here, and leaves what it kept for a process of its own to go on with.</summary>
    public async Task LeaveAsync()
    {
        await Host.DisposeAsync();
        host = null;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <summary>Whatever the tests were about: they made the product ask Graph for nothing, and log nothing, that is not told of.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        IReadOnlyList<string> untold = [], telltales = [];
        if (host is not null)
        {
            // A test may have broken the connections that this is asked on.
            TestStore.ForgetConnections(host.ProductSettings);
            untold = AsksGraphItself ? [] : PermissionsTable.Missing(host.GraphRecord);
            var secrets = await InStorage(db => WatchedLogs.SecretsAsync(Tenant, host.App.ClientSecret, db, CancellationToken.None));
            await host.DisposeAsync();
            telltales = Watched.Telltales(secrets);
            await TestStore.DropAsync(host.ProductSettings);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
        Assert.True(telltales.Count == 0, $"The log tells:\n{string.Join('\n', telltales)}");
        Assert.True(untold.Count == 0, $"Missing in docs/permissions.md:\n{string.Join('\n', untold)}");
    }

    public Person Person(string key) => Tenant.Read(content => content.FindPerson(SeedIds.Person(key)))!;

    /// <param name="key">A channel or a chat: <c>skola/elevhalsa</c>, <c>chat/sommarpraktik</c>.</param>
    public Conversation Conversation(string key) => Tenant.Read(content =>
        content.Teams.SelectMany(team => team.Channels).FirstOrDefault<Conversation>(channel => channel.Key == key)
        ?? content.Chats.Single(chat => chat.Key == key));

    /// <summary>The product as the person sees it from the tab, or as nobody.</summary>
    public virtual HttpClient AppClient(string? person) => Host.CreateAppClient(person is null ? null : Person(person));

    /// <summary>The product's services, where the tenant itself is the caller.</summary>
    public AsyncServiceScope OpenScope(Guid? tenant = null)
    {
        var scope = Host.AppServices.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant ?? Tenant.Id, Guid.Empty);
        return scope;
    }

    /// <summary>Reads or prepares the product's database, as the tenant itself.</summary>
    public async Task<T> InDatabase<T>(Func<TillitDb, Task<T>> act, Guid? tenant = null)
    {
        await using var scope = OpenScope(tenant);
        return await act(scope.ServiceProvider.GetRequiredService<TillitDb>());
    }

    /// <summary>The product's database as it lies on the disk, whether the product runs or not.</summary>
    public async Task<T> InStorage<T>(Func<TillitDb, Task<T>> act)
    {
        var caller = new Caller();
        caller.Identify(Tenant.Id, Guid.Empty);
        await using var db = TestStore.Open(Host.ProductSettings, caller);
        return await act(db);
    }

    /// <summary>Something is written somewhere, so that no page is the one that was composed before.</summary>
    public Task<int> TouchAsync() => InStorage(db => db.Goals.ExecuteUpdateAsync(update => update.SetProperty(goal => goal.Code, goal => goal.Code)));

    public Task<List<Link>> Links() => InDatabase(db => db.Links.Include(link => link.Goals).Include(link => link.Principles).AsNoTracking().ToListAsync());
}
