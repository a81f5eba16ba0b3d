using Microsoft.Extensions.Logging;
using Runnel.Sqlite.Upkeep;
using Runnel.Sqlite.Watching;

namespace Runnel.Sqlite.Writing;

/// <summary>
/// The one thread that writes. Natural group commit: while one transaction is on its way, calls gather; the next takes all of them. Between transactions it
/// looks after other processes' commits and lets upkeep take its small steps.
/// </summary>
internal sealed partial class WriterThread(
    WriteSession session, WriteQueue queue, Observers observers, Checkpoints checkpoints, Retention retention, ILogger logger)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan BetweenLooksWhileBusy = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private const long BusyFor = 1000;

    private readonly GroupCommit commits = new(session);
    private readonly List<WriteOperation> batch = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastNews = long.MinValue / 2;
    private bool hasFailed;

    /// <summary>Done when everything that was queued is written and the file is closed.</summary>
    public Task Ended => ended.Task;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "Runnel SQLite writer" }.Start();

    private void Run()
    {
        while (queue.Take(batch, Timeout()))
        {
            try
            {
                Turn();
                hasFailed = false;
            }
            catch (Exception exception)
            {
                Fail(exception);
            }
        }

        Close();
    }

    private void Turn()
    {
        if (batch.Count > 0)
        {
            commits.Commit(batch);
            batch.Clear();
        }
        else if (observers.Any && session.Poll())
        {
            lastNews = Environment.TickCount64;
        }

        checkpoints.Turn(session);
        if (queue.IsEmpty || retention.IsOverdue)
        {
            retention.Turn(session);
        }
    }

    // What concerns a call was told to its caller; this is the file, seen while looking after it.
    private void Fail(Exception exception)
    {
        foreach (var operation in batch)
        {
            operation.Fail(exception);
        }

        batch.Clear();
        if (!hasFailed)
        {
            hasFailed = true;
            LogUpkeepFailed(exception);
        }
    }

    private TimeSpan Timeout() =>
        hasFailed ? AfterFailure
        : retention.HasWork ? TimeSpan.Zero
        : !observers.Any ? System.Threading.Timeout.InfiniteTimeSpan
        : Environment.TickCount64 - lastNews < BusyFor ? BetweenLooksWhileBusy
        : BetweenLooks;

    private void Close()
    {
        try
        {
            checkpoints.Close(session);
        }
        catch (Exception exception)
        {
            LogCloseFailed(exception);
        }

        session.Dispose();
        ended.SetResult();
    }

    [LoggerMessage(LogLevel.Warning, "The SQLite file could not be looked after: other processes' commits are seen late, or room is not made. Trying again every second; calls go on.")]
    private partial void LogUpkeepFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The SQLite file could not be closed cleanly. Nothing is lost; the next start reads its write-ahead log.")]
    private partial void LogCloseFailed(Exception exception);
}
