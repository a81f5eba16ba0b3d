namespace Runnel.Sqlite.Database;

/// <summary>The tables, as the ordered list of steps that make them. A step that was released is never changed; the next is added.</summary>
internal static class Schema
{
    /// <summary>Marks a file as Runnel's: "Runl" in ASCII.</summary>
    public const int ApplicationId = 0x52756E6C;

    public static readonly IReadOnlyList<Migration> Migrations = [new(1, Version1)];

    // run.ready grows with the log, so that those that wait longest have the smallest; a delayed run has none until somebody takes work after it is
    // due. log.id is the order of commits, for who follows them from another process; meta remembers the highest numbers of what retention removes,
    // so that no number is given twice. Expressions of the partial indexes stand in the queries word for word, or SQLite would not use them.
    private const string Version1 = """
        CREATE TABLE meta(
            one INTEGER PRIMARY KEY CHECK (one = 1),
            epoch INTEGER NOT NULL,
            boot TEXT NOT NULL,
            unsynced INTEGER NOT NULL,
            run INTEGER NOT NULL,
            log INTEGER NOT NULL,
            checkpoints INTEGER NOT NULL);
        INSERT INTO meta VALUES (1, random() & 0x7FFFFFFFFFFFFFFF, '', 0, 0, 0, 0);

        CREATE TABLE run(
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            task TEXT NOT NULL,
            created INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            status INTEGER NOT NULL,
            due INTEGER,
            ready INTEGER,
            attempt INTEGER NOT NULL,
            head INTEGER NOT NULL,
            intent INTEGER,
            finished INTEGER,
            worker TEXT,
            token INTEGER,
            writer INTEGER NOT NULL);
        CREATE INDEX run_ready ON run(task, ready) WHERE ready IS NOT NULL;
        CREATE INDEX run_due ON run(task, due) WHERE due IS NOT NULL AND ready IS NULL;
        CREATE INDEX run_owned ON run(worker, token) WHERE worker IS NOT NULL;
        CREATE INDEX run_finished ON run(finished) WHERE finished IS NOT NULL;

        CREATE TABLE log(
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL,
            last INTEGER NOT NULL,
            n INTEGER NOT NULL,
            state INTEGER NOT NULL,
            sum INTEGER NOT NULL,
            body BLOB NOT NULL);
        CREATE UNIQUE INDEX log_run ON log(run, last);
        CREATE INDEX log_state ON log(run, last) WHERE state = 1;

        CREATE TABLE operation(run INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (run, id)) WITHOUT ROWID;
        CREATE TABLE worker(
            name TEXT NOT NULL PRIMARY KEY,
            duration INTEGER NOT NULL,
            renewals INTEGER NOT NULL,
            dead INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE garbage(run INTEGER PRIMARY KEY);
        """;
}
