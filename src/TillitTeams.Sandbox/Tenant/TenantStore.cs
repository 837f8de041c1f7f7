using TillitTeams.Sandbox.Seed;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>
/// Keeps the tenant between starts. A change is saved shortly afterwards, together with those that come
/// close behind it; what is unsaved is saved when the store closes.
/// </summary>
public sealed class TenantStore : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    private readonly TenantFile? file;
    private readonly Lock saving = new();
    private readonly ITimer? timer;
    private int isChanged;
    private bool isDisposed;

    private TenantStore(TenantContent content, TimeProvider clock, TenantFile? file, bool isNew)
    {
        Tenant = new SandboxTenant(content, clock);
        IsNew = isNew;
        this.file = file;
        if (file is not null)
        {
            // Not the tenant's clock: a test that stands still in time keeps its changes too.
            timer = TimeProvider.System.CreateTimer(_ => SaveOrRetry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Tenant.Changed += Remember;
        }
    }

    public SandboxTenant Tenant { get; }

    /// <summary>Whether this start made the tenant, rather than found it.</summary>
    public bool IsNew { get; }

    public static TenantStore Open(SandboxSettings settings)
    {
        if (settings.DataDirectory is not { } folder)
        {
            return new TenantStore(TenantSeed.Load(settings.Clock.GetUtcNow()), settings.Clock, file: null, isNew: true);
        }

        Directory.CreateDirectory(folder);
        if (settings.Reset)
        {
            Clear(folder);
        }

        var file = new TenantFile(Path.Combine(folder, "tenant.json"));
        if (file.Read() is { } kept)
        {
            return new TenantStore(kept, settings.Clock, file, isNew: false);
        }

        var store = new TenantStore(TenantSeed.Load(settings.Clock.GetUtcNow()), settings.Clock, file, isNew: true);
        store.Save();
        return store;
    }

    public void Dispose()
    {
        lock (saving)
        {
            if (isDisposed)
            {
                return;
            }

            isDisposed = true;
        }

        Tenant.Changed -= Remember;
        timer?.Dispose();
        if (Interlocked.CompareExchange(ref isChanged, 0, 0) == 1)
        {
            Save();
        }
    }

    /// <summary>Only what the Sandbox put there itself: somebody may have pointed it at a folder of their own.</summary>
    private static void Clear(string folder)
    {
        foreach (var pattern in (string[])["tenant.json*", "tillitteams.db*"])
        {
            foreach (var path in Directory.EnumerateFiles(folder, pattern))
            {
                File.Delete(path);
            }
        }
    }

    private void Remember(TenantChange change)
    {
        if (Interlocked.Exchange(ref isChanged, 1) == 0)
        {
            timer!.Change(Delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void SaveOrRetry()
    {
        try
        {
            lock (saving)
            {
                if (!isDisposed)
                {
                    Save();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk or a file that something else holds: the next attempt, or the closing, gets it all.
            Interlocked.Exchange(ref isChanged, 1);
            timer!.Change(RetryDelay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Save()
    {
        lock (saving)
        {
            Interlocked.Exchange(ref isChanged, 0);
            using var json = Tenant.Read(TenantFile.Serialize);
            file?.Write(json);
        }
    }
}
