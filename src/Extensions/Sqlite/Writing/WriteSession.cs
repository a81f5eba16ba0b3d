using Microsoft.Extensions.Logging;
using Runnel.Sqlite.Database;
using Runnel.Sqlite.Queues;
using Runnel.Sqlite.Tables;
using Runnel.Sqlite.Watching;
using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>
/// The write connection and what is known of the file between its transactions. Rows of runs that are executed are remembered, for as long as no other
/// connection commits: an execution appends again and again. Belongs to the writer thread.
/// </summary>
internal sealed partial class WriteSession : IDisposable
{
    private readonly DatabaseFile file;
    private readonly Connection connection;
    private readonly Observers observers;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Dictionary<string, RunRow> owned = new(StringComparer.Ordinal);
    private readonly Notices notices = new();
    private readonly Statement mark;
    private readonly Statement setUp;
    private Declaring? declaring;
    private (long Log, int Index) lastDue;

    public WriteSession(DatabaseFile file, Connection connection, Observers observers, TimeProvider time, ILogger logger)
    {
        this.file = file;
        this.connection = connection;
        this.observers = observers;
        this.time = time;
        this.logger = logger;
        mark = connection.Prepare("UPDATE meta SET checkpoints = checkpoints + 1");
        setUp = connection.Prepare("UPDATE meta SET setup = ?");
        Runs = new RunTable(connection);
        Ready = new ReadyTable(connection);
        Log = new LogTable(connection);
        Tags = new TagTable(connection);
        Claims = new ClaimTable(connection);
        Schedules = new ScheduleTable(connection);
        Workers = new WorkerTable(connection);
        Declarations = new Declarations(connection);
        Foreign = new ForeignCommits(connection, file.Version, observers, Declarations);
        Lanes = new Lanes(connection, Declarations, Foreign);
    }

    public Connection Connection => connection;

    public RunTable Runs { get; }

    public ReadyTable Ready { get; }

    public LogTable Log { get; }

    public TagTable Tags { get; }

    public ClaimTable Claims { get; }

    public ScheduleTable Schedules { get; }

    public WorkerTable Workers { get; }

    public Declarations Declarations { get; }

    public Lanes Lanes { get; }

    public Declaring Declaring => declaring ??= new Declaring(connection, Declarations, Lanes);

    public ForeignCommits Foreign { get; }

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
        Lanes.Store();
        Lanes.Tell(notices);
        connection.Commit();
        Lanes.Trim();
        Foreign.Committed();
        PagesWritten += connection.TakePagesWritten();
        observers.Tell(Foreign.Notices);
        observers.Tell(notices);
    }

    /// <summary>Takes back everything since <see cref="Begin"/>.</summary>
    public void Rollback()
    {
        notices.Clear();
        owned.Clear();
        Lanes.Forget();
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

    public RunRow? Find(string runId) => owned.TryGetValue(runId, out var row) ? row : Runs.Find(runId);

    /// <summary>Adds runs, those that are there excepted. No claim is judged.</summary>
    public void Create(IEnumerable<NewRun> runs)
    {
        foreach (var run in runs)
        {
            Create(run);
        }

        TellReady();
    }

    /// <summary>Stores what an append makes of a run, and its segment.</summary>
    public AppendResult Append(RunRow row, RunHead after, SegmentBody body, HeadChange? change, IRunStoreObserver? writer)
    {
        Log.Insert(++Foreign.LastLog, row.No, after.Head, body);
        Tags.Add(after.RunId, change?.Tags ?? []);
        var grown = row with { Head = after };
        if (change?.Status is null || (row.Head.Status == RunStatus.Executing && after.Status == RunStatus.Executing))
        {
            Runs.Grow(grown);
        }
        else
        {
            grown = Store(row, after);
        }

        Remember(grown);
        notices.Appended.Add(new(writer, RunNews.Of(after)));
        return new(AppendOutcome.Committed, after.Head, after.Intent);
    }

    /// <summary>Gives a run to a worker.</summary>
    public TakenRun Take(RunRow row, string worker, long token)
    {
        var taken = row with { Head = row.Head.Taken(worker, token, Now), Place = null };
        Runs.Update(taken, ready: null);
        Lanes.Settle(row, taken);
        Remember(taken);
        return TakenRun.Of(taken.Head);
    }

    /// <summary>Makes a delayed run ready.</summary>
    public void MakeReady(RunRow row) => Ready.MakeReady(row.No, NextReadyNumber(), Lanes.Enter(row.Lane, row.Head.TaskId));

    /// <summary>Puts a run at the end of its lane's line, unless it stands there.</summary>
    public void StandInLine(RunRow row)
    {
        if (!row.Head.IsResuming)
        {
            Lanes.StandInLine(row);
            Remember(row with { Head = row.Head.InLine() });
        }
    }

    /// <summary>Other processes are told of what the log does not show.</summary>
    public void CountSetup() => setUp.Bind(1, ++Foreign.Setup).Execute();

    /// <summary>Observers are told that there is work.</summary>
    public void TellReady() => notices.AnyReady = true;

    public void Dispose() => connection.Dispose();

    // That of the row of the log that made it ready, so that it grows whoever writes.
    private static long ReadyNumber(long log, int index = 0)
    {
        const int bits = 20;
        return (log << bits) + Math.Min(index, (1 << bits) - 1);
    }

    // The place of a run that has become due: behind all that are there.
    private long NextReadyNumber()
    {
        lastDue = lastDue.Log == Foreign.LastLog ? lastDue with { Index = lastDue.Index + 1 } : (Foreign.LastLog, 1);
        return ReadyNumber(lastDue.Log, lastDue.Index);
    }

    private void Create(NewRun run)
    {
        var head = RunHead.Of(run, Declarations.QueueOf(run.TaskId), Foreign.Epoch);
        var row = new RunRow(Foreign.LastRun + 1, head, Place: null);
        var isReady = head.Status == RunStatus.Queued;
        row = isReady ? row with { Place = Lanes.Enter(row.Lane, head.TaskId) } : row;
        if (!Runs.Insert(row, isReady ? ReadyNumber(Foreign.LastLog + 1) : null))
        {
            Lanes.Left(row.Lane, head.TaskId);
            return;
        }

        Foreign.LastRun++;
        Log.Insert(++Foreign.LastLog, row.No, head.Head, run.Body);
        Tags.Add(run.RunId, run.Tags);
        if (run.Idempotency is { } claim)
        {
            Claims.Put(claim, run.RunId);
        }
    }

    private RunRow Store(RunRow row, RunHead after)
    {
        if (after is { IsInOwnQueue: true, Status: RunStatus.Queued or RunStatus.Delayed })
        {
            after = after with { Queue = Declarations.QueueOf(after.TaskId) };
        }

        if (row.Head.IsResuming)
        {
            Lanes.LeaveLine(row);
        }

        var stored = row with { Head = after, Place = null };
        stored = after.Status == RunStatus.Queued ? stored with { Place = Lanes.Enter(stored.Lane, after.TaskId) } : stored;
        if (row.Head.IsOwned && after.IsOwned)
        {
            Runs.Stay(stored);
        }
        else
        {
            Runs.Update(stored, stored.Place is null ? null : ReadyNumber(Foreign.LastLog));
        }

        Lanes.Settle(row, stored);
        if (row.Head.IsOwned && row.Lane != stored.Lane)
        {
            // The row does not say any more which lane it has left.
            CountSetup();
        }

        notices.AnyReady |= after.Status is RunStatus.Queued or RunStatus.Delayed;
        return stored;
    }

    private void Remember(RunRow row)
    {
        if (row.Head.IsOwned)
        {
            owned[row.Head.RunId] = row;
        }
        else
        {
            owned.Remove(row.Head.RunId);
        }
    }

    [LoggerMessage(LogLevel.Error, "Run '{RunId}' is damaged in the file: what its execution writes is refused as if the run were gone. Restore the file from a backup, or save what can be read with sqlite3's .recover.")]
    public partial void LogDamaged(Exception exception, string runId);

    private bool Refresh()
    {
        var changed = Foreign.Refresh();
        if (changed)
        {
            owned.Clear();
            Lanes.Forget();
            TellFreed();
        }

        return changed;
    }

    // Slots that others have freed.
    private void TellFreed()
    {
        try
        {
            foreach (var lane in Foreign.Lanes)
            {
                Lanes.Freed(lane);
            }

            if (Foreign.IsAnyLane)
            {
                Lanes.FreedAll();
            }

            Lanes.Tell(Foreign.Notices);
        }
        catch (Exception exception) when (exception is SqliteStoreException { IsDamage: true } or InvalidDataException)
        {
            // A hint, which a damaged page must not make into an error of everybody's writing.
            Lanes.Forget();
            Foreign.Notices.AnyReady = true;
        }
    }
}
