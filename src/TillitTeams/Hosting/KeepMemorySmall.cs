using System.Runtime.InteropServices;

namespace TillitTeams.Hosting;

/// <summary>
/// glibc gives each thread a heap of its own, up to eight for each processor, and hands little of them back: what SQLite
/// keeps for its connections is spread over all of them (<em>mallopt(3)</em>, <c>M_ARENA_MAX</c>).
/// </summary>
internal static class KeepMemorySmall
{
    private const int ArenaMax = -8;
    private const int Arenas = 2;

    /// <summary>Before anything else has taken memory; where there is no glibc, nothing is to be done.</summary>
    public static void Begin()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "mallopt", out var mallopt))
        {
            _ = Marshal.GetDelegateForFunctionPointer<MallOpt>(mallopt)(ArenaMax, Arenas);
        }
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MallOpt(int parameter, int value);
}
