using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;

namespace Runnel.Sqlite.Watching;

/// <summary>
/// What other connections have committed. SQLite gives a connection a number that changes with every commit of another one, and with none of its own; what
/// they brought are then the rows of the log after the last that this store has seen. Belongs to the writer thread.
/// </summary>
internal sealed class ForeignCommits(Connection connection, SchemaVersion schema, Observers observers)
{
    private const long Unknown = -1;

    private readonly Statement dataVersion = connection.Prepare("PRAGMA data_version");
    private readonly Statement userVersion = connection.Prepare("PRAGMA user_version");

    private readonly Statement counters = connection.Prepare("""
        SELECT epoch, unsynced, max(run, coalesce((SELECT max(no) FROM run), 0)), max(log, coalesce((SELECT max(id) FROM log), 0)) FROM meta
        """);

    // By rowid: an index on run would save the sorting of a few rows, and read all of them.
    private readonly Statement news = connection.Prepare("""
        SELECT run.id, run.head, run.intent, run.status, new.grown
        FROM (SELECT run, max(last > n) AS grown FROM log NOT INDEXED WHERE id > ? GROUP BY run) AS new JOIN run ON run.no = new.run
        """);

    private long seenVersion = Unknown;
    private long seenLog;
    private long floor;

    /// <summary>The newest row of the log, this store's own in its open transaction included.</summary>
    public long LastLog { get; set; }

    /// <summary>The newest number of a run, likewise.</summary>
    public long LastRun { get; set; }

    /// <summary>The epoch of new runs.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether meta says that no commit is at risk.</summary>
    public bool IsMarkedClean { get; private set; }

    /// <summary>What observers are to be told; it is committed, whatever becomes of this store's transaction.</summary>
    public Notices Notices { get; } = new();

    /// <summary>The store's own transaction has come to be; its own rows are no news.</summary>
    public void Committed() => seenLog = LastLog;

    /// <summary>It has not; what was counted in it is to be read anew.</summary>
    public void Forget() => seenVersion = Unknown;

    /// <summary>Commits up to this row are nobody's news: they were there before somebody watched.</summary>
    public void BeginAt(long log) => Interlocked.Exchange(ref floor, log);

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
        var after = Math.Max(seenLog, Interlocked.Read(ref floor));
        if (observers.Any && LastLog > after)
        {
            ReadNews(after);
        }

        seenLog = LastLog;
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
    }

    private void ReadNews(long after)
    {
        try
        {
            ReadEachNews(after);
        }
        catch (SqliteStoreException exception) when (exception.IsDamage)
        {
            // Hints, which a damaged run must not make into an error of everybody's writing; workers look by themselves.
            Notices.AnyReady = true;
        }
    }

    private void ReadEachNews(long after)
    {
        news.Bind(1, after);
        using var rows = news.Read();
        while (rows.Next())
        {
            // A new run's first entries are no news to anybody but a worker.
            if (news.Get(4) == 1)
            {
                Notices.Appended.Add(new(Writer: null, news.GetString(0), news.Get(1), StatusCode.Intent(news.GetNullable(2))));
            }

            Notices.AnyReady |= StatusCode.Status(news.Get(3)) is RunStatus.Queued or RunStatus.Delayed;
        }
    }
}
