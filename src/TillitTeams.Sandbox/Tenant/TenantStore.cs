using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TillitTeams.Sandbox.Seed;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>
/// Keeps the tenant between starts as one readable JSON file. It is written beside the old one and moved
/// over it, so that a process killed in the middle leaves the old one whole.
/// </summary>
public sealed class TenantStore : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    private readonly string? file;
    private readonly Lock writing = new();
    private readonly Timer timer;

    private TenantStore(SandboxTenant tenant, string? file, bool isNew)
    {
        Tenant = tenant;
        IsNew = isNew;
        this.file = file;
        timer = new Timer(_ => Save(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        tenant.Changed += _ => timer.Change(Delay, Timeout.InfiniteTimeSpan);
    }

    public SandboxTenant Tenant { get; }

    /// <summary>Whether this start made the tenant, rather than found it.</summary>
    public bool IsNew { get; }

    public static TenantStore Open(SandboxSettings settings)
    {
        if (settings.DataDirectory is not { } folder)
        {
            return new TenantStore(new SandboxTenant(TenantSeed.Load(settings.Clock.GetUtcNow()), settings.Clock), null, isNew: true);
        }

        if (settings.Reset && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "tenant.json");
        if (File.Exists(file))
        {
            var kept = JsonSerializer.Deserialize<TenantContent>(File.ReadAllText(file), Json)
                ?? throw new InvalidDataException($"{file} is empty. Start with --reset.");
            return new TenantStore(new SandboxTenant(kept, settings.Clock), file, isNew: false);
        }

        var store = new TenantStore(new SandboxTenant(TenantSeed.Load(settings.Clock.GetUtcNow()), settings.Clock), file, isNew: true);
        store.Save();
        return store;
    }

    public void Dispose()
    {
        timer.Dispose();
        Save();
    }

    private void Save()
    {
        if (file is null)
        {
            return;
        }

        lock (writing)
        {
            var text = Tenant.Read(content => JsonSerializer.Serialize(content, Json));
            File.WriteAllText(file + ".new", text);
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}
