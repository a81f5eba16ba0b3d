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
    /// <summary>In pages: when to copy, when to begin the WAL anew if little is left to copy, and when to whatever is left.</summary>
    private const int Enough = 1000;
    private const int Large = 4096;
    private const int TooLarge = 4 * Large;

    private const int PatienceWithReaders = 50;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly DatabaseFile file;
    private readonly WriteQueue queue;
    private readonly ILogger logger;
    private readonly CheckpointLock turn;
    private readonly AutoResetEvent due = new(initialState: false);
    private readonly AutoResetEvent done = new(initialState: false);
    private readonly ManualResetEventSlim closing = new();
    private readonly Thread thread;
    private volatile Step wanted;
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
            if (session.PagesWritten >= Enough)
            {
                due.Set();
            }

            return;
        }

        try
        {
            session.Mark();
            if (wanted == Step.MarkAndTruncate)
            {
                session.Connection.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, PatienceWithReaders);
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        wanted = Step.None;
        done.Set();
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
    }

    private void Run()
    {
        Connection? connection = null;
        while (due.WaitOne() && !closing.IsSet)
        {
            try
            {
                if (!turn.TryTake())
                {
                    // Another store's turn; what it copies is also what this one wrote.
                    closing.Wait(BetweenTries);
                    continue;
                }

                connection ??= file.Connect();
                Checkpoint(connection);
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

    private void Checkpoint(Connection connection)
    {
        CheckpointResult result;
        do
        {
            if (!Ask(Step.Mark))
            {
                return;
            }

            result = connection.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);
        }
        while (result.Frames is > Large and < TooLarge && result.Frames - result.Copied > Enough);

        if (result.Frames > Large)
        {
            Ask(Step.MarkAndTruncate);
        }
    }

    /// <summary>Has the writer do its part.</summary>
    /// <returns>Whether it has; not when the store closes.</returns>
    private bool Ask(Step step)
    {
        wanted = step;
        queue.Wake();
        done.WaitOne();
        return closing.IsSet ? false : Interlocked.Exchange(ref failure, value: null) is { } exception ? throw exception : true;
    }

    [LoggerMessage(LogLevel.Warning, "The write-ahead log could not be copied into the SQLite file; trying again. It grows meanwhile, nothing is lost.")]
    private partial void LogFailed(Exception exception);
}
