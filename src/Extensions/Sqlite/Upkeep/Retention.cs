using Microsoft.Extensions.Logging;
using Runnel.Sqlite.Database;
using Runnel.Sqlite.Writing;

namespace Runnel.Sqlite.Upkeep;

/// <summary>
/// Removes finished runs whose time is over, in steps that are short enough to stand between two commits. A run goes first, in one commit, so that nobody
/// reads half a log; then its log, piece by piece; then the room, where there is much of it. Belongs to the writer thread.
/// </summary>
internal sealed partial class Retention : IDisposable
{
    private const int RunsPerStep = 64;
    private const int BytesPerStep = 1024 * 1024;
    private const int SegmentsPerStep = 256;
    private const int PagesPerStep = 256;
    private const long Overdue = 100;

    private readonly TimeSpan kept;
    private readonly ILogger logger;
    private readonly TimeSpan period;
    private readonly ITimer timer;
    private RetentionTables? tables;
    private volatile bool isDue = true;
    private volatile bool isRunsTurn = true;
    private long lastStep = Environment.TickCount64;

    public Retention(TimeSpan kept, TimeProvider time, WriteQueue queue, ILogger logger)
    {
        this.kept = kept;
        this.logger = logger;
        period = TimeSpan.FromTicks(Math.Clamp(kept.Ticks / 10, TimeSpan.TicksPerSecond, TimeSpan.TicksPerMinute));
        timer = time.CreateTimer(_ => Due(queue), state: null, period, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether there is something to remove.</summary>
    public bool HasWork => isDue;

    /// <summary>Whether it should wait no longer, though calls wait too.</summary>
    public bool IsOverdue => isDue && Environment.TickCount64 - lastStep > Overdue;

    /// <summary>What ended before this time is gone, whether it was removed yet or not; in ticks.</summary>
    public long Cutoff(DateTimeOffset now) => Math.Max(0, now.UtcTicks - kept.Ticks);

    /// <summary>Takes one step.</summary>
    public void Turn(WriteSession session)
    {
        if (!isDue)
        {
            return;
        }

        lastStep = Environment.TickCount64;
        isDue = false;
        try
        {
            if (Step(session, tables ??= new RetentionTables(session.Connection)))
            {
                isDue = true;
            }
        }
        catch (Exception exception)
        {
            // The timer tries again.
            LogFailed(exception);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Due(WriteQueue queue)
    {
        isRunsTurn = true;
        isDue = true;
        queue.Wake();
        timer.Change(period, Timeout.InfiniteTimeSpan);
    }

    private bool Step(WriteSession session, RetentionTables tables)
    {
        var removed = false;
        session.Begin();
        try
        {
            removed = RemoveRuns(session, tables)
                || tables.RemoveClaims(session.Now.UtcTicks, RunsPerStep)
                || tables.RemoveSegments(SegmentsPerStep, BytesPerStep);
            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }

        return removed || tables.GiveBackRoom(PagesPerStep);
    }

    // Once in a period: those that are kept for their parents are passed over every time.
    private bool RemoveRuns(WriteSession session, RetentionTables tables)
    {
        if (!isRunsTurn)
        {
            return false;
        }

        isRunsTurn = false;
        if (tables.RemoveRuns(Cutoff(session.Now), RunsPerStep))
        {
            isRunsTurn = true;
        }

        return isRunsTurn;
    }

    [LoggerMessage(LogLevel.Warning, "Finished runs whose time is over could not be removed; trying again later.")]
    private partial void LogFailed(Exception exception);
}
