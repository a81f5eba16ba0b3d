using Runnel.Sqlite.Database;
using Runnel.Sqlite.Queues;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Watching;

/// <summary>
/// What other connections have committed. SQLite gives a connection a number that changes with every commit of another one, and with none of its own; what
/// they brought are then the rows of the log after the last that this store has seen; of what the log does not tell, such as queues and schedules, a
/// counter says that there was something. Belongs to the writer thread.
/// </summary>
internal sealed class ForeignCommits(Connection connection, SchemaVersion schema, Observers observers, Declarations declarations)
{
    private const long Unknown = -1;

    private readonly Statement dataVersion = connection.Prepare("PRAGMA data_version");
    private readonly Statement userVersion = connection.Prepare("PRAGMA user_version");

    private readonly Statement counters = connection.Prepare("""
        SELECT epoch, unsynced, max(run, coalesce((SELECT max(no) FROM run), 0)), max(log, coalesce((SELECT max(id) FROM log), 0)), turn, setup FROM meta
        """);

    // By rowid: an index on run would save the sorting of a few rows, and read all of them.
    private readonly Statement news = connection.Prepare("SELECT run, max(last > n) FROM log NOT INDEXED WHERE id > ? GROUP BY run");
    private readonly Statement run = connection.Prepare("SELECT id, head, intent, status, queue, key FROM run WHERE no = ?");

    private long seenVersion = Unknown;
    private long seenLog;
    private long seenSetup;
    private long floor;
    private long floorOfSetup;

    /// <summary>The newest row of the log, this store's own in its open transaction included.</summary>
    public long LastLog { get; set; }

    /// <summary>The newest number of a run, likewise.</summary>
    public long LastRun { get; set; }

    /// <summary>The highest turn that a lane was given, likewise.</summary>
    public long LastTurn { get; set; }

    /// <summary>How often something happened that the log does not tell, likewise: a queue was declared, a schedule put, a run moved to another queue.</summary>
    public long Setup { get; set; }

    /// <summary>The epoch of new runs.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether meta says that no commit is at risk.</summary>
    public bool IsMarkedClean { get; private set; }

    /// <summary>What observers are to be told; it is committed, whatever becomes of this store's transaction.</summary>
    public Notices Notices { get; } = new();

    /// <summary>The limited lanes in which a slot may have become free.</summary>
    public HashSet<LaneKey> Lanes { get; } = [];

    /// <summary>Whether one may have in any.</summary>
    public bool IsAnyLane { get; private set; }

    /// <summary>The store's own transaction has come to be; its own rows are no news.</summary>
    public void Committed() => (seenLog, seenSetup) = (LastLog, Setup);

    /// <summary>It has not; what was counted in it is to be read anew.</summary>
    public void Forget()
    {
        seenVersion = Unknown;
        declarations.Forget();
    }

    /// <summary>Commits up to this row, and up to this count, are nobody's news: they were there before somebody watched.</summary>
    public void BeginAt(long log, long setup)
    {
        Interlocked.Exchange(ref floor, log);
        Interlocked.Exchange(ref floorOfSetup, setup);
    }

    /// <summary>Within a transaction: looks whether others have committed, and what.</summary>
    /// <returns>Whether they have, so that rows that are known from before may be old.</returns>
    public bool Refresh()
    {
        var version = dataVersion.Scalar() ?? Unknown;
        if (version == seenVersion)
        {
            return false;
        }

        schema.VerifyUnchanged(userVersion.Scalar() ?? 0);
        ReadCounters();
        declarations.Refresh(Setup);
        Lanes.Clear();
        IsAnyLane = observers.Any && Setup > Math.Max(seenSetup, Interlocked.Read(ref floorOfSetup));
        Notices.AnyReady |= IsAnyLane;
        var after = Math.Max(seenLog, Interlocked.Read(ref floor));
        if (observers.Any && LastLog > after)
        {
            ReadNews(after);
        }

        (seenLog, seenSetup) = (LastLog, Setup);
        seenVersion = version;
        return true;
    }

    private void ReadCounters()
    {
        using var rows = counters.Read();
        rows.Next();
        Epoch = counters.Get(0);
        IsMarkedClean = counters.Get(1) == 0;
        LastRun = counters.Get(2);
        LastLog = counters.Get(3);
        LastTurn = counters.Get(4);
        Setup = counters.Get(5);
    }

    private void ReadNews(long after)
    {
        foreach (var (no, hasGrown) in ReadChanged(after))
        {
            try
            {
                ReadRun(no, hasGrown);
            }
            catch (Exception exception) when (exception is SqliteStoreException { IsDamage: true } or InvalidDataException)
            {
                // A hint, which a damaged run, or one that a later version wrote, must not make into an error of everybody's writing.
                Notices.AnyReady = true;
            }
        }
    }

    private List<(long No, bool HasGrown)> ReadChanged(long after)
    {
        var changed = new List<(long No, bool HasGrown)>();
        try
        {
            news.Bind(1, after);
            using var rows = news.Read();
            while (rows.Next())
            {
                changed.Add((news.Get(0), news.Get(1) == 1));
            }
        }
        catch (SqliteStoreException exception) when (exception.IsDamage)
        {
            Notices.AnyReady = true;
        }

        return changed;
    }

    // A new run's first entries are no news to anybody but a worker.
    private void ReadRun(long no, bool hasGrown)
    {
        run.Bind(1, no);
        using var rows = run.Read();
        if (!rows.Next())
        {
            return;
        }

        var status = StatusCode.Status(run.Get(3));
        if (hasGrown)
        {
            Notices.Appended.Add(new(Writer: null, new(run.GetString(0), run.Get(1), status, StatusCode.Intent(run.GetNullable(2)))));
        }

        Notices.AnyReady |= status is RunStatus.Queued or RunStatus.Delayed;
        if (status != RunStatus.Executing && declarations.Limit(run.GetString(4)) is not null)
        {
            Lanes.Add(new(run.GetString(4), run.GetKey(5)));
        }
    }
}
