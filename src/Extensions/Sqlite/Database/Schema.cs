namespace Runnel.Sqlite.Database;

/// <summary>The tables, as the ordered list of steps that make them. A step that was released is never changed; the next is added.</summary>
internal static class Schema
{
    /// <summary>Marks a file as Runnel's: "Runl" in ASCII.</summary>
    public const int ApplicationId = 0x52756E6C;

    public static readonly IReadOnlyList<Migration> Migrations = [new(1, Version1)];

    // run.ready grows with the log, so that those that wait longest have the smallest; a delayed run has none until somebody takes work after it is
    // due. What is ready has its place: the tasks of a lane have one each, so that a worker passes over what it does not know without reading it. A place
    // is open while something in it may begin, and a lane's turn is the higher the later it was served. A key of 0 is none. log.id is the order of
    // commits, for who follows them from another process, and meta.setup counts what the log does not tell, such as schedules. Meta remembers the
    // highest numbers of what retention removes, so that no number is given twice. Expressions of the partial indexes stand in the queries word for
    // word, or SQLite would not use them.
    private const string Version1 = """
        CREATE TABLE meta(
            one INTEGER PRIMARY KEY CHECK (one = 1),
            epoch INTEGER NOT NULL,
            boot TEXT NOT NULL,
            unsynced INTEGER NOT NULL,
            run INTEGER NOT NULL,
            log INTEGER NOT NULL,
            turn INTEGER NOT NULL,
            setup INTEGER NOT NULL,
            checkpoints INTEGER NOT NULL);
        INSERT INTO meta VALUES (1, random() & 0x7FFFFFFFFFFFFFFF, '', 0, 0, 0, 0, 0, 0);

        CREATE TABLE run(
            no INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            task TEXT NOT NULL,
            created INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            status INTEGER NOT NULL,
            due INTEGER,
            ready INTEGER,
            place INTEGER,
            attempt INTEGER NOT NULL,
            head INTEGER NOT NULL,
            intent INTEGER,
            finished INTEGER,
            worker TEXT,
            token INTEGER,
            writer INTEGER NOT NULL,
            queue TEXT NOT NULL,
            own INTEGER NOT NULL,
            key NOT NULL,
            priority INTEGER NOT NULL,
            line INTEGER,
            expires INTEGER,
            batch TEXT,
            parent TEXT,
            awaited INTEGER NOT NULL);
        CREATE INDEX run_ready ON run(place, priority DESC, ready) WHERE place IS NOT NULL;
        CREATE INDEX run_due ON run(task, due) WHERE due IS NOT NULL AND ready IS NULL;
        CREATE INDEX run_expires ON run(task, expires) WHERE expires IS NOT NULL AND worker IS NULL AND finished IS NULL;
        CREATE INDEX run_line ON run(queue, key, line) WHERE line IS NOT NULL;
        CREATE INDEX run_owned ON run(worker, token) WHERE worker IS NOT NULL;
        CREATE INDEX run_finished ON run(finished) WHERE finished IS NOT NULL;
        CREATE INDEX run_batch ON run(batch, id) WHERE batch IS NOT NULL;
        CREATE INDEX run_parent ON run(parent, id) WHERE parent IS NOT NULL;

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
        CREATE TABLE tag(tag TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (tag, id)) WITHOUT ROWID;
        CREATE INDEX tag_run ON tag(id);
        CREATE TABLE claim(key TEXT NOT NULL PRIMARY KEY, fingerprint TEXT NOT NULL, expires INTEGER NOT NULL, run TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX claim_expires ON claim(expires);
        CREATE INDEX claim_run ON claim(run);

        CREATE TABLE queue(name TEXT NOT NULL PRIMARY KEY, most INTEGER) WITHOUT ROWID;
        CREATE TABLE task(id TEXT NOT NULL PRIMARY KEY, queue TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE place(
            no INTEGER PRIMARY KEY,
            queue TEXT NOT NULL,
            key NOT NULL,
            task TEXT NOT NULL,
            turn INTEGER NOT NULL,
            open INTEGER NOT NULL);
        CREATE UNIQUE INDEX place_lane ON place(queue, key, task);
        CREATE INDEX place_open ON place(task, turn) WHERE open = 1;
        CREATE TABLE slot(
            queue TEXT NOT NULL,
            key NOT NULL,
            n INTEGER NOT NULL,
            run INTEGER NOT NULL UNIQUE,
            PRIMARY KEY (queue, key, n)) WITHOUT ROWID;
        CREATE TABLE schedule(id TEXT NOT NULL PRIMARY KEY, task TEXT NOT NULL, served INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;

        CREATE TABLE worker(
            name TEXT NOT NULL PRIMARY KEY,
            duration INTEGER NOT NULL,
            renewals INTEGER NOT NULL,
            dead INTEGER NOT NULL,
            token INTEGER) WITHOUT ROWID;
        CREATE TABLE garbage(run INTEGER PRIMARY KEY);
        """;
}
