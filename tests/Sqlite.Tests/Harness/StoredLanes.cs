namespace Runnel.Sqlite.Tests.Harness;

/// <summary>What the tables of queues must say, whatever happened: each is judged by the rows of the runs alone.</summary>
internal static class StoredLanes
{
    private static readonly (string Wrong, string Sql)[] Rules =
    [
        ("slots of runs that hold none, or of another lane", """
            SELECT count(*) FROM slot LEFT JOIN run ON run.no = slot.run AND run.queue = slot.queue AND run.key = slot.key AND status = 3 AND expires IS NULL
            WHERE run.no IS NULL
            """),
        ("runs of declared queues that hold no slot", """
            SELECT count(*) FROM run JOIN queue ON queue.name = run.queue
            WHERE status = 3 AND expires IS NULL AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.run = run.no)
            """),
        ("ready runs that are in no place of their lane and task", """
            SELECT count(*) FROM run LEFT JOIN place ON place.no = run.place AND place.queue = run.queue AND place.key = run.key AND place.task = run.task
            WHERE (run.ready IS NOT NULL OR run.place IS NOT NULL OR run.status = 2) AND (place.no IS NULL OR run.ready IS NULL OR run.status > 2)
            """),
        ("places whose lane's turns differ", "SELECT count(*) FROM (SELECT 1 FROM place GROUP BY queue, key HAVING min(turn) <> max(turn))"),
        ("places that are open and should not be, or should be and are not", """
            SELECT count(*) FROM place LEFT JOIN queue ON queue.name = place.queue
            WHERE open <> (EXISTS (SELECT 1 FROM run WHERE run.place = place.no) AND (most IS NULL OR most >
                (SELECT count(*) FROM slot WHERE slot.queue = place.queue AND slot.key = place.key)
                + (SELECT count(*) FROM run WHERE run.queue = place.queue AND run.key = place.key AND line IS NOT NULL)))
            """),
        ("empty places that are no task's own", """
            SELECT count(*) FROM place WHERE queue <> 'task/' || task AND NOT EXISTS (SELECT 1 FROM run WHERE run.place = place.no)
            """),
        ("runs in line that do not wait", "SELECT count(*) FROM run WHERE line IS NOT NULL AND status <> 4"),
        ("runs that wait in a queue that their task has no more", """
            SELECT count(*) FROM run LEFT JOIN task ON task.id = run.task
            WHERE own = 1 AND status < 3 AND run.queue <> coalesce(task.queue, 'task/' || run.task)
            """),
        ("tags of no run", "SELECT count(*) FROM tag WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.id = tag.id)"),
    ];

    public static void AssertConsistent(string path)
    {
        foreach (var (wrong, sql) in Rules)
        {
            Assert.True(RawFile.Number(path, sql) is 0, $"There are {wrong}.");
        }
    }

    /// <summary>How many slots of a lane are taken.</summary>
    public static long Slots(string path, string queue, string key = "0") =>
        RawFile.Number(path, $"SELECT count(*) FROM slot WHERE queue = '{queue}' AND key = {key}");
}
