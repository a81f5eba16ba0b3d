using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Runnel.Sqlite.Database;

/// <summary>
/// Waits for another program's lock: another writer holds it for some 100 µs, so that the first pauses are shorter than that; SQLite's own
/// handler would sleep for milliseconds.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct BusyWait(TimeSpan timeout)
{
    private readonly long startedAt = Stopwatch.GetTimestamp();
    private int tries;

    /// <summary>Pauses.</summary>
    /// <returns>Whether to try again; <see langword="false"/> where the time is over.</returns>
    public bool TryAgain()
    {
        if (Stopwatch.GetElapsedTime(startedAt) >= timeout)
        {
            return false;
        }

        tries++;
        if (tries <= 10)
        {
            Thread.SpinWait(20 * tries);
        }
        else if (tries <= 40)
        {
            Thread.Sleep(0);
        }
        else
        {
            Thread.Sleep(1);
        }

        return true;
    }
}
