namespace Runnel.Schedules;

/// <summary>
/// Since when a host has looked at its schedules without a gap. A store that cannot be reached makes none, the host looks all the same; a
/// machine that slept does, and so does a clock that is put forward.
/// </summary>
internal sealed class Attendance(TimeSpan longestGap)
{
    private DateTimeOffset? last;

    public DateTimeOffset Since { get; private set; }

    /// <summary>Notes that the host has looked until now: while it waits for the store, it is there.</summary>
    public void Stay(DateTimeOffset now) => last = now;

    /// <summary>Notes that the host looks now.</summary>
    public void Note(DateTimeOffset now)
    {
        if (last is null || now - last > longestGap || now < Since)
        {
            Since = now;
        }

        last = now;
    }
}
