using System.Globalization;

namespace Runnel.Sqlite.Database;

/// <summary>Which start of the machine this is: commits that were not on disk are lost between two of them, and only then.</summary>
internal static class BootId
{
    private const string LinuxFile = "/proc/sys/kernel/random/boot_id";

    // Where the system has no such id, the time of the start stands for it, in steps coarse enough that reading it twice gives the same. Should a step
    // end between two readings, readers are refused a cursor without need; that is the safe side.
    public static string Read() => File.Exists(LinuxFile)
        ? File.ReadAllText(LinuxFile).Trim()
        : ((DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - Environment.TickCount64) / TimeSpan.MillisecondsPerHour).ToString(CultureInfo.InvariantCulture);
}
