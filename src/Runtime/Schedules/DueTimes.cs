namespace Runnel.Schedules;

/// <summary>Times of a schedule that are served in one commit.</summary>
/// <param name="Runs">Those that get a run, oldest first.</param>
/// <param name="UpTo">The last one that is served; those before it without a run are passed over.</param>
internal sealed record DueTimes(IReadOnlyList<DateTimeOffset> Runs, DateTimeOffset UpTo)
{
    /// <summary>How many runs one commit creates, and how many missed times get one.</summary>
    internal const int MaxRuns = 100;

    /// <summary>A time that is served within it was not missed, though no host was there just then.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(1);

    /// <summary>What is to be served now; nothing where no time is due.</summary>
    /// <param name="recurrence">The schedule's times.</param>
    /// <param name="after">Up to when it is served.</param>
    /// <param name="now">The clock.</param>
    /// <param name="attendedSince">Since when this host has been there without a gap: what was due later is late at most.</param>
    /// <param name="missed">What becomes of missed times.</param>
    public static DueTimes? Find(
        Recurrence recurrence, DateTimeOffset after, DateTimeOffset now, DateTimeOffset attendedSince, MissedRuns missed)
    {
        var missedUpTo = Earlier(attendedSince, now - Lateness);
        List<DateTimeOffset> late = [.. recurrence.Between(Later(after, missedUpTo), now).Take(MaxRuns)];
        if (late.Count > 0 && missed != MissedRuns.RunAll)
        {
            return new DueTimes(late, late[^1]);
        }

        var passed = recurrence.Newest(missed == MissedRuns.RunAll ? MaxRuns : 1, after, missedUpTo);
        return passed.Count > 0 ? new DueTimes(missed == MissedRuns.Skip ? [] : passed, passed[^1])
            : late.Count > 0 ? new DueTimes(late, late[^1])
            : null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
