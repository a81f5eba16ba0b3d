using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Reading;

/// <summary>
/// Pages of runs, newest first. Of a parent's, of a batch's and of a tag's there is an index in that order, and the one that finds the fewest is used;
/// the rest is looked at run by run.
/// </summary>
internal sealed class RunLists(Connection connection)
{
    /// <summary>Sorts after every run's id.</summary>
    private const string Last = "\uFFFF";

    // A finished child is there for as long as its parent, which may ask for it, has not ended.
    private const string Rest = """
        AND (?2 IS NULL OR run.task = ?2) AND (?3 IS NULL OR run.status = ?3)
        AND (run.finished IS NULL OR run.finished >= ?4
            OR (run.parent IS NOT NULL AND EXISTS (SELECT 1 FROM run AS parent WHERE parent.id = run.parent AND parent.finished IS NULL)))
        AND (?6 IS NULL OR run.batch = ?6)
        AND (?7 IS NULL OR EXISTS (SELECT 1 FROM tag WHERE tag.tag = ?7 AND tag.id = run.id))
        """;

    private readonly Statement all = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE run.id < ?1 {Rest} ORDER BY run.id DESC LIMIT ?5");

    private readonly Statement ofParent = connection.Prepare($"""
        SELECT {RunRow.Columns} FROM run INDEXED BY run_parent WHERE run.parent = ?8 AND run.parent IS NOT NULL AND run.id < ?1 {Rest} ORDER BY run.id DESC LIMIT ?5
        """);

    private readonly Statement ofBatch = connection.Prepare($"""
        SELECT {RunRow.Columns} FROM run INDEXED BY run_batch WHERE run.batch = ?6 AND run.batch IS NOT NULL AND run.id < ?1 {Rest} ORDER BY run.id DESC LIMIT ?5
        """);

    private readonly Statement ofTag = connection.Prepare($"""
        SELECT {RunRow.Columns} FROM tag AS found CROSS JOIN run ON run.id = found.id WHERE found.tag = ?7 AND found.id < ?1 {Rest} ORDER BY found.id DESC LIMIT ?5
        """);

    public IReadOnlyList<RunHead> List(RunQuery query, long keptFrom)
    {
        var statement = query.ParentId is not null ? ofParent : query.BatchId is not null ? ofBatch : query.Tag is not null ? ofTag : all;
        statement.Bind(1, query.Before ?? Last).Bind(2, query.TaskId).Bind(3, query.Status is { } status ? StatusCode.Of(status) : null)
            .Bind(4, keptFrom).Bind(5, query.Limit).Bind(6, query.BatchId).Bind(7, query.Tag);
        if (query.ParentId is not null)
        {
            statement.Bind(8, query.ParentId);
        }

        return RunQueries.Heads(statement);
    }
}
