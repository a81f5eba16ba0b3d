using Microsoft.Extensions.Logging;
using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Sqlite.Watching;
using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>
/// The write connection and what is known of the file between its transactions. Rows of runs that are executed are remembered, for as long as no other
/// connection commits: an execution appends again and again. Belongs to the writer thread.
/// </summary>
internal sealed partial class WriteSession(DatabaseFile file, Connection connection, Observers observers, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Dictionary<string, RunRow> executing = new(StringComparer.Ordinal);
    private readonly Notices notices = new();
    private (long Log, int Index) lastDue;
    private readonly Statement mark = connection.Prepare("UPDATE meta SET checkpoints = checkpoints + 1");

    public Connection Connection => connection;

    public RunTable Runs { get; } = new(connection);

    public ReadyTable Ready { get; } = new(connection);

    public LogTable Log { get; } = new(connection);

    public WorkerTable Workers { get; } = new(connection);

    public ForeignCommits Foreign { get; } = new(connection, file.Version, observers);

    /// <summary>The time of the transaction.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Pages written since the file was last checkpointed.</summary>
    public int PagesWritten { get; private set; }

    /// <summary>Takes the file's write lock and looks at what others did meanwhile.</summary>
    public void Begin()
    {
        connection.BeginImmediate(file.BusyTimeout);
        Refresh();
        while (Foreign.IsMarkedClean && file.Epochs.AreAtRisk)
        {
            // Another store has closed the file as clean, and may do so again before this one is back. This is on disk before the first commit that a power loss could take back.
            connection.Rollback();
            file.Epochs.MarkAtRisk(connection);
            Foreign.Forget();
            connection.BeginImmediate(file.BusyTimeout);
            Refresh();
        }

        Now = time.GetUtcNow();
    }

    /// <summary>Makes the transaction durable and tells observers.</summary>
    public void Commit()
    {
        connection.Commit();
        Foreign.Committed();
        PagesWritten += connection.TakePagesWritten();
        observers.Tell(Foreign.Notices);
        observers.Tell(notices);
    }

    /// <summary>Takes back everything since <see cref="Begin"/>.</summary>
    public void Rollback()
    {
        notices.Clear();
        executing.Clear();
        Foreign.Forget();
        connection.Rollback();
        observers.Tell(Foreign.Notices);
    }

    /// <summary>Looks whether others have committed, and tells observers.</summary>
    /// <returns>Whether they have.</returns>
    public bool Poll()
    {
        connection.Begin();
        try
        {
            return Refresh();
        }
        finally
        {
            connection.Rollback();
            observers.Tell(Foreign.Notices);
        }
    }

    /// <summary>Commits something of no matter, so that the WAL holds what the file does not, and counts pages from here.</summary>
    public void Mark()
    {
        try
        {
            Begin();
            mark.Execute();
            Commit();
            PagesWritten = 0;
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    public RunRow? Find(string runId) => executing.TryGetValue(runId, out var row) ? row : Runs.Find(runId);

    /// <summary>Adds a run, unless it is there.</summary>
    public void Create(NewRun run)
    {
        var row = new RunRow(Foreign.LastRun + 1, RunHead.Of(run, Foreign.Epoch));
        if (Runs.Insert(row, ReadyNumber(Foreign.LastLog + 1)))
        {
            Foreign.LastRun++;
            Log.Insert(++Foreign.LastLog, row.No, row.Head.Head, run.Body);
        }
    }

    /// <summary>Stores what an append makes of a run, and its segment.</summary>
    public AppendResult Append(RunRow row, RunHead after, SegmentBody body, HeadChange? change, IRunStoreObserver? writer)
    {
        Log.Insert(++Foreign.LastLog, row.No, after.Head, body);
        var grown = row with { Head = after };
        if (change?.Status is null || (row.Head.Status == RunStatus.Executing && after.Status == RunStatus.Executing))
        {
            Runs.Grow(grown);
        }
        else
        {
            Store(grown);
        }

        if (after.Status == RunStatus.Executing)
        {
            executing[after.RunId] = grown;
        }
        else
        {
            executing.Remove(after.RunId);
        }

        notices.Appended.Add(new(writer, after.RunId, after.Head, after.Intent));
        return new(AppendOutcome.Committed, after.Head, after.Intent);
    }

    /// <summary>Gives a run to a worker.</summary>
    public TakenRun Take(RunRow row, string worker, long token)
    {
        var taken = row with { Head = row.Head.Taken(worker, token) };
        Runs.Update(taken, ready: null);
        executing[taken.Head.RunId] = taken;
        return TakenRun.Of(taken.Head);
    }

    /// <summary>Observers are told that there is work.</summary>
    public void TellReady() => notices.AnyReady = true;

    /// <summary>The place of a run that has become due, in the order of those that are ready: behind all that are there.</summary>
    public long NextReadyNumber()
    {
        lastDue = lastDue.Log == Foreign.LastLog ? lastDue with { Index = lastDue.Index + 1 } : (Foreign.LastLog, 1);
        return ReadyNumber(lastDue.Log, lastDue.Index);
    }

    public void Dispose() => connection.Dispose();

    // That of the row of the log that made it ready, so that it grows whoever writes.
    private static long ReadyNumber(long log, int index = 0)
    {
        const int bits = 20;
        return (log << bits) + Math.Min(index, (1 << bits) - 1);
    }

    private void Store(RunRow row)
    {
        var head = row.Head;
        Runs.Update(row, head.Status == RunStatus.Queued ? ReadyNumber(Foreign.LastLog) : null);
        notices.AnyReady |= head.Status is RunStatus.Queued or RunStatus.Delayed;
    }

    [LoggerMessage(LogLevel.Error, "Run '{RunId}' is damaged in the file: what its execution writes is refused as if the run were gone. Restore the file from a backup, or save what can be read with sqlite3's .recover.")]
    public partial void LogDamaged(Exception exception, string runId);

    private bool Refresh()
    {
        var changed = Foreign.Refresh();
        if (changed)
        {
            executing.Clear();
        }

        return changed;
    }
}
