using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Runnel.Crash.Controller;

/// <summary>Stops a process where it stands and lets it go on, as a laptop's lid or a starved machine does: afterwards it does not know that time has passed.</summary>
[SupportedOSPlatform("linux")]
internal static class PauseSignals
{
    private const int Continue = 18;
    private const int Stop = 19;

    public static void Pause(int processId) => Send(processId, Stop);

    public static void Resume(int processId) => Send(processId, Continue);

    // One that has ended meanwhile is nobody's concern here.
    private static void Send(int processId, int signal) => _ = Kill(processId, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
