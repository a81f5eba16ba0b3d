using Microsoft.Extensions.Logging;
using Runnel.Sqlite.Database;
using Runnel.Sqlite.Writing;
using SQLitePCL;

namespace Runnel.Sqlite.Upkeep;

/// <summary>
/// Copies the WAL into the file on a thread of its own, so that commits do not wait for it. That alone never begins the WAL anew while commits keep
/// coming, so where it has grown large the writer does the short last part between two commits.
/// </summary>
/// <remarks>
/// SQLite before 3.51.3 can lose commits when a checkpoint that has nothing to copy meets a commit that begins the WAL anew ("WAL-reset bug"). So a
/// checkpoint begins only here: by one store at a time (<see cref="CheckpointLock"/>), and each after a commit of its own, so that it has something to copy.
/// </remarks>
internal sealed partial class Checkpoints : IDisposable
{
    /// <summary>In pages: when to copy, when to begin the WAL anew, and when commits wait for the copying that is on its way.</summary>
    private const int Enough = 1000;
    private const int Large = 4096;
    private const int TooLarge = 4 * Large;

    private const int PageSize = 4096;

    /// <summary>In milliseconds.</summary>
    private const int PatienceWithReaders = 50;
    private const int PatienceWithCopying = 1000;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly DatabaseFile file;
    private readonly WriteQueue queue;
    private readonly ILogger logger;
    private readonly CheckpointLock turn;
    private readonly AutoResetEvent due = new(initialState: false);
    private readonly AutoResetEvent done = new(initialState: false);
    private readonly ManualResetEventSlim closing = new();
    private readonly AutoResetEvent progress = new(initialState: false);
    private readonly Thread thread;
    private volatile Step wanted;
    private volatile int beginAnewAt = Large;
    private Exception? failure;

    public Checkpoints(DatabaseFile file, WriteQueue queue, ILogger logger)
    {
        this.file = file;
        this.queue = queue;
        this.logger = logger;
        turn = new CheckpointLock(file.Path);
        thread = new Thread(Run) { IsBackground = true, Name = "Runnel SQLite checkpoints" };
    }

    private enum Step
    {
        None,
        Mark,
        MarkAndTruncate,
    }

    public void Start() => thread.Start();

    /// <summary>The writer thread's part, between two transactions.</summary>
    public void Turn(WriteSession session)
    {
        if (wanted == Step.None)
        {
            if (session.PagesWritten < Enough)
            {
                return;
            }

            due.Set();
            if (IsTooLarge())
            {
                // The disk is slower than those who write: they wait for it, rather than have the WAL grow.
                progress.WaitOne(PatienceWithCopying);
            }
        }

        if (wanted != Step.None)
        {
            TakeStep(session);
        }
    }

    /// <summary>Ends the thread and closes the file, by the writer thread: everything is on disk, and nothing is left in the WAL if nobody else uses it.</summary>
    public void Close(WriteSession session)
    {
        closing.Set();
        due.Set();
        done.Set();
        thread.Join();
        file.Epochs.MarkClean(session.Connection);
        if (turn.TryTake())
        {
            session.Mark();
            session.Connection.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, PatienceWithReaders);
            turn.Release();
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        due.Dispose();
        done.Dispose();
        closing.Dispose();
        progress.Dispose();
    }

    private void Run()
    {
        Connection? connection = null;
        while (!closing.IsSet)
        {
            due.WaitOne();
            try
            {
                if (!turn.TryTake())
                {
                    // Another store's turn; what it copies is also what this one wrote.
                    closing.Wait(BetweenTries);
                    due.Set();
                    continue;
                }

                connection ??= file.Connect();
                Checkpoint(connection);

                // What was asked for meanwhile is done. The order matters: who closes has set its flag before.
                due.Reset();
            }
            catch (Exception exception)
            {
                LogFailed(exception);
                closing.Wait(AfterFailure);
            }
            finally
            {
                turn.Release();
            }
        }

        connection?.Dispose();
    }

    // What all stores wrote together, less what a reader that stays long is known to hold.
    private bool IsTooLarge()
    {
        var log = new FileInfo(file.Path + "-wal");
        return log.Exists && log.Length / PageSize > TooLarge + beginAnewAt - Large;
    }

    private void TakeStep(WriteSession session)
    {
        try
        {
            session.Mark();
            if (wanted == Step.MarkAndTruncate)
            {
                var result = session.Connection.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, PatienceWithReaders);

                // A reader that stays long is not waited for with every step.
                beginAnewAt = result.IsDone ? Large : result.Frames + Large;
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        wanted = Step.None;
        done.Set();
    }

    private void Checkpoint(Connection connection)
    {
        if (Ask(Step.Mark))
        {
            var frames = connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE).Frames;
            progress.Set();
            if (frames < beginAnewAt - Large)
            {
                // The reader has gone, and the WAL began anew by itself.
                beginAnewAt = Large;
            }

            if (frames > beginAnewAt || IsTooLarge())
            {
                Ask(Step.MarkAndTruncate);
            }
        }
    }

    /// <summary>Has the writer do its part.</summary>
    /// <returns>Whether it has; not when the store closes.</returns>
    private bool Ask(Step step)
    {
        wanted = step;
        progress.Set();
        queue.Wake();
        done.WaitOne();
        return closing.IsSet ? false : Interlocked.Exchange(ref failure, value: null) is { } exception ? throw exception : true;
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be copied into the SQLite file; trying again. It grows meanwhile, nothing is lost.")]
    private partial void LogFailed(Exception exception);
}
